package vssledger.platform;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells on standard error how far a long work has come, its rate and the time it has left: a bar on a terminal, else a
 * line in the log every ten seconds. One work at a time; any number of threads add to it.
 */
@Component
public class Progress {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final long LINES_EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final long BAR_EVERY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int BAR = 30;

    private final boolean isTerminal;
    private final LongSupplier nanos;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong toldAt = new AtomicLong();
    private String work = "";
    private String things = "";
    private long total;
    private long began;

    @Autowired
    Progress() {
        this(Terminal.isThere(), System::nanoTime);
    }

    Progress(boolean isTerminal, LongSupplier nanos) {
        this.isTerminal = isTerminal;
        this.nanos = nanos;
    }

    /** Begins anew, with nothing done. */
    public synchronized void begin(String what, String ofWhat, long howMany) {
        work = what;
        things = ofWhat;
        total = howMany;
        began = nanos.getAsLong();
        toldAt.set(began);
        done.set(0);
        if (isTerminal && total > 0) {
            tell(0, began);
        }
    }

    public void add(long more) {
        told(done.addAndGet(more));
    }

    /** So much is done in all, by whomever. */
    public void reached(long inAll) {
        done.set(inAll);
        told(inAll);
    }

    private void told(long sum) {
        var now = nanos.getAsLong();
        var told = toldAt.get();
        if (now - told >= (isTerminal ? BAR_EVERY : LINES_EVERY) && toldAt.compareAndSet(told, now)) {
            tell(sum, now);
        }
    }

    /** Tells what was done in all, if anything was. */
    public synchronized void end() {
        if (isTerminal && total > 0) {
            System.err.print(Terminal.CLEARED);
        }
        total = 0;
        var sum = done.get();
        if (sum == 0) {
            return;
        }
        var seconds = seconds(nanos.getAsLong());
        log.info("{}: {} {} in {}, {}", work, number(sum), counted(sum), duration(seconds), rate(sum, seconds));
        done.set(0);
    }

    private synchronized void tell(long sum, long now) {
        var seconds = seconds(now);
        var share = total == 0 ? 1 : Math.min(1.0, (double) sum / total);
        var left = share == 0 ? 0 : seconds / share - seconds;
        var text = number(sum) + " of " + number(total) + " " + counted(total)
                + (sum == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " (%.0f %%), %s, %s left",
                                100 * share,
                                rate(sum, seconds),
                                duration(left)));
        if (isTerminal) {
            var full = (int) Math.round(share * BAR);
            System.err.print("\r" + work + " [" + "█".repeat(full) + "░".repeat(BAR - full) + "] " + text + "\u001b[K");
        } else {
            log.info("{}: {}", work, text);
        }
    }

    private double seconds(long now) {
        return (now - began) / 1e9;
    }

    /** {@code editions}, or {@code edition} where it is one. */
    private String counted(long number) {
        return number == 1 ? things.replaceFirst("(ie)?s$", things.endsWith("ies") ? "y" : "") : things;
    }

    /** A second; a minute where that is none. */
    private static String rate(long sum, double seconds) {
        var rate = sum / Math.max(seconds, 0.001);
        if (rate >= 10) {
            return number(Math.round(rate)) + "/s";
        }
        return rate >= 1
                ? String.format(Locale.ROOT, "%.1f/s", rate)
                : String.format(Locale.ROOT, "%.1f/min", 60 * rate);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String duration(double seconds) {
        var whole = Duration.ofSeconds(Math.round(seconds));
        if (whole.toMinutes() == 0) {
            return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : whole.toSeconds() + " s";
        }
        return whole.toHours() == 0
                ? whole.toMinutes() + " min " + whole.toSecondsPart() + " s"
                : whole.toHours() + " h " + whole.toMinutesPart() + " min";
    }
}
