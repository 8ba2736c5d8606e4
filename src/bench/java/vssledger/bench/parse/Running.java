package vssledger.bench.parse;

import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vssledger.VssLedger;

/** The process of one contender: {@code <name> <jdbc url>}. Prints the seconds it took, without the start of Java. */
final class Running {

    static final Map<String, Contender> CONTENDERS =
            Map.of("ledger", new Ledger(), "stock", new StockBatch(), "sql", new PlainSql(), "ceiling", new Ceiling());

    private Running() {}

    public static void main(String[] arguments) throws Exception {
        var contender = CONTENDERS.get(arguments[0]);
        if (contender == null) {
            throw new IllegalArgumentException(arguments[0]);
        }
        contender.parse(arguments[1]);
    }

    /** Prints what a work took. */
    static void time(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        System.out.println("seconds " + (System.nanoTime() - began) / 1e9);
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** The ledger's own beans, on this database. */
    static ConfigurableApplicationContext beans(String url) {
        return new SpringApplicationBuilder(VssLedger.class)
                .web(WebApplicationType.NONE)
                .run(List.of("--spring.datasource.url=" + url, "--vss.pipeline.nightly-at=-")
                        .toArray(String[]::new));
    }
}
