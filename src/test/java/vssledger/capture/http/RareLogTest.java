package vssledger.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A message that anybody can bring about. */
class RareLogTest {

    @Test
    void isToldAtOnceAndThenEveryTenSecondsWithACount() {
        var now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may be anything, and run over
        var told = new ArrayList<Long>();
        var log = new RareLog(told::add, now::get);

        log.happened();
        log.happened();
        now.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
        log.happened();
        assertThat(told).containsExactly(1L);

        now.addAndGet(1);
        log.happened();
        assertThat(told).containsExactly(1L, 3L);
    }
}
