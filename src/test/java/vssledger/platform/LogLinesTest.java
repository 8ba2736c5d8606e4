package vssledger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.json.JsonMapper;
import vssledger.testing.TestLedger;

/** What a program logs, as people read it and as JSON, with the run that a line belongs to. */
@Tag("slow")
class LogLinesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void linesOfARunHaveItsId() {
        var lines = linesOfARun();
        assertThat(lines).anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d INFO  \\[run 1] Sent managers.xlsx .*"));
        assertThat(lines).noneMatch(line -> line.contains("[run ] "));
    }

    @Test
    void linesAreJsonOnRequest() {
        var lines = linesOfARun("logging.structured.format.console=logstash");
        var parsed = lines.stream()
                .filter(line -> line.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(parsed).isNotEmpty();
        assertThat(parsed).anyMatch(line -> line.path("run").asString("").equals("1"));
    }

    @Test
    void threadsThatWorkForARunHaveItsIdToo() {
        RunLines.begin(7);
        var task = new CompletableFuture<String>();
        var decorated = RunLines.inherited().decorate(() -> task.complete(MDC.get("run")));
        RunLines.end();
        new Thread(decorated).start();
        assertThat(task.join()).isEqualTo("7");
        assertThat(MDC.get("run")).isNull();
    }

    private List<String> linesOfARun(String... settings) {
        var original = System.err;
        var seen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        var all = Stream.concat(
                Stream.of(
                        "logging.config=classpath:logback-spring.xml",
                        "vss.subscription.recipients[0].name=share",
                        "vss.subscription.recipients[0].workbook=managers.xlsx",
                        "vss.subscription.recipients[0].folder=" + home.resolve("share")),
                Stream.of(settings));
        try (var ledger = TestLedger.open(home, all.toArray(String[]::new))) {
            ledger.ingest(Product.IVR, aSummary("1").body());
            ledger.run("2026-03-02", "2026-03-02");
        } finally {
            System.setErr(original);
            System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
            LoggingSystem.get(LogLinesTest.class.getClassLoader()).cleanUp();
        }
        return seen.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
