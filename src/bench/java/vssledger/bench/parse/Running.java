package vssledger.bench.parse;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vssledger.VssLedger;

/**
 * The process of one contender: {@code <name> <jdbc url>…}. Prints the seconds it took for each database; all but the last
 * are there to warm it up.
 */
final class Running {

    static final Map<String, Contender> CONTENDERS = Map.of(
            "ledger",
            new Ledger(),
            "stock",
            new StockBatch(),
            "sql",
            new PlainSql(),
            "ceiling",
            new Ceiling(),
            "rows",
            new Rows());

    private Running() {}

    public static void main(String[] arguments) throws Exception {
        var contender = CONTENDERS.get(arguments[0]);
        if (contender == null) {
            throw new IllegalArgumentException(arguments[0]);
        }
        for (var i = 1; i < arguments.length; i++) {
            contender.parse(arguments[i]);
        }
    }

    /** Prints what a work took. */
    static void time(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        System.out.println("seconds " + (System.nanoTime() - began) / 1e9);
        System.out.printf(
                "of the processors' time since the start of Java: %.1f s, of which compiling %.1f s; collecting %.1f s%n",
                ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .map(d -> d.toMillis() / 1e3)
                        .orElse(0.0),
                ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3,
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                .sum()
                        / 1e3);
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** The ledger's own beans, on this database. */
    static ConfigurableApplicationContext beans(String url) {
        return new SpringApplicationBuilder(VssLedger.class)
                .web(WebApplicationType.NONE)
                .run(List.of("--spring.datasource.url=" + url, "--vss.run.nightly-at=-")
                        .toArray(String[]::new));
    }
}
