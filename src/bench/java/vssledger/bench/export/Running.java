package vssledger.bench.export;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * The process of one contender: {@code <name> <jdbc url> <file>}. Prints the seconds that the range took, after a day to warm up.
 */
final class Running {

    private static final Map<String, Function<String, Contender>> CONTENDERS = Map.of(
            "copy", CopyCsv::new,
            "cursor", CursorCsv::new,
            "ledger", Ledger::new,
            "sxssf", BareSxssf::new,
            "fastexcel", FastexcelLoop::new);

    private Running() {}

    public static void main(String[] arguments) throws Exception {
        var make = CONTENDERS.get(arguments[0]);
        if (make == null) {
            throw new IllegalArgumentException(arguments[0]);
        }
        var contender = make.apply(arguments[1]);
        var file = Path.of(arguments[2]);
        contender.export(Detail.WARM_UP, file);
        var cpu = cpu();
        var began = System.nanoTime();
        contender.export(Detail.RANGE, file);
        System.out.println("seconds " + (System.nanoTime() - began) / 1e9);
        System.out.println("processor seconds " + cpu().minus(cpu).toMillis() / 1e3);
        System.exit(0); // the ledger keeps connections
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
