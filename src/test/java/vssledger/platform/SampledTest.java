package vssledger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often a sampled value is found out, and for how long those who ask for it wait. */
class SampledTest {

    private static final Instant START = Instant.parse("2026-03-10T06:00:00Z");
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private final SettableClock clock = new SettableClock(START);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void isFoundOutOnceIn15Seconds() {
        var sampled = new Sampled<>("count", clock, asked::incrementAndGet);

        assertThat(sampled.now()).contains(1);
        clock.set(START.plusMillis(14_999));
        assertThat(sampled.now()).contains(1);
        clock.set(START.plusSeconds(15));
        assertThat(sampled.now()).contains(2);
        clock.set(START);
        assertThat(sampled.now()).as("a clock that was put back").contains(3);
    }

    @Test
    void whatCannotBeFoundOutIsTriedAgainAfter15Seconds() {
        var sampled = new Sampled<>("count", clock, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            return asked.get();
        });

        assertThat(sampled.now()).isEmpty();
        assertThat(sampled.now()).isEmpty();
        clock.set(START.plusSeconds(15));
        assertThat(sampled.now()).contains(2);
    }

    @Test
    void whatTakesLongIsAskedForOnceAndNotWaitedFor() {
        var never = new CountDownLatch(1);
        var sampled = new Sampled<>("count", clock, A_MOMENT, () -> {
            asked.incrementAndGet();
            awaitUninterruptibly(never);
            return 1;
        });

        assertThat(sampled.now()).isEmpty();
        clock.set(START.plusSeconds(15));
        assertThat(sampled.now()).isEmpty();
        assertThat(asked).hasValue(1);
        never.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
