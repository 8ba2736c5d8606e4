package vssledger.worker;

import java.util.function.Supplier;
import org.springframework.batch.core.step.Step;

/**
 * A step of which each process can do partitions.
 *
 * @param step by whose name a partition asks for it
 * @param rules equal wherever the same partition comes to the same results: of the settings that it goes by. Steps that go by the
 *     same are to have one supplier, which is then asked once for all of them.
 */
public record PartitionedStep(Step step, Supplier<String> rules) {}
