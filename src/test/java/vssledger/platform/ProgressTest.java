package vssledger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What somebody reads who waits for a long work. */
@ExtendWith(OutputCaptureExtension.class)
class ProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Progress.class);

    @BeforeEach
    void listen() {
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aTerminalHasABarWithRateAndTimeLeft(CapturedOutput output) {
        var progress = new Progress(true, nanos::get);
        progress.begin("Parsing", "deliveries", 60_000);
        assertThat(output.getErr())
                .isEqualTo("\rParsing [░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░] 0 of 60,000 deliveries\u001b[K");
        pass(Duration.ofSeconds(10));
        progress.add(20_000);

        assertThat(output.getErr())
                .endsWith("\rParsing [██████████░░░░░░░░░░░░░░░░░░░░] 20,000 of 60,000 deliveries (33 %), 2,000/s,"
                        + " 20 s left\u001b[K");

        progress.end();
        assertThat(output.getErr()).contains(" left\u001b[K\r\u001b[K");
    }

    @Test
    void elsewhereALineIsToldEveryTenSecondsAndOneAtTheEnd() {
        var progress = new Progress(false, nanos::get);
        progress.begin("Reconciling", "days", 4);
        for (var second = 0; second < 4; second++) {
            pass(Duration.ofSeconds(5));
            progress.add(1);
        }
        progress.end();

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Reconciling: 2 of 4 days (50 %), 12.0/min, 10 s left",
                        "Reconciling: 4 of 4 days (100 %), 12.0/min, 0.0 s left",
                        "Reconciling: 4 days in 20 s, 12.0/min");
    }

    @Test
    void ofOneThingItSaysOne() {
        var progress = new Progress(false, nanos::get);
        for (var things : new String[] {"editions", "deliveries", "days"}) {
            progress.begin("Working", things, 1);
            pass(Duration.ofMillis(250));
            progress.add(1);
            progress.end();
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Working: 1 edition in 0.3 s, 4.0/s",
                        "Working: 1 delivery in 0.3 s, 4.0/s",
                        "Working: 1 day in 0.3 s, 4.0/s");
    }
}
