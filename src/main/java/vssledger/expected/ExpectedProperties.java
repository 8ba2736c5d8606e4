package vssledger.expected;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vssledger.expected.file.ReadingChoice;
import vssledger.platform.Parallelism;
import vssledger.platform.check.SettingCheck;

/**
 * How files of expected sessions are imported.
 *
 * @param partitionFrom a file of at least this size, unpacked, is split into partitions
 * @param partitionSize size of one partition of a file
 * @param workers partitions of a file that the importing process reads side by side; 0 for one per processor, eight at
 *     most; 1 if a file is split only for workers on other machines
 * @param reading by source, how files that a spreadsheet has saved are read; what is not set is found in each file
 */
@ConfigurationProperties("vss.expected")
public record ExpectedProperties(
        @DefaultValue("32MB") DataSize partitionFrom,
        @DefaultValue("4MB") DataSize partitionSize,
        @DefaultValue("1") int workers,
        @DefaultValue Map<String, ReadingChoice> reading) {

    public ExpectedProperties {
        SettingCheck.between("vss.expected.workers", workers, 0, 16);
        SettingCheck.atLeast("vss.expected.partition-size", partitionSize, DataSize.ofBytes(1));
    }

    /** How files of this source are read, if they are not as they are documented. */
    ReadingChoice readingOf(ExpectedSource source) {
        return reading.getOrDefault(source.code(), ReadingChoice.NONE);
    }

    public int workersHere() {
        return Parallelism.here(workers);
    }

    public int partitionBytes() {
        return Math.toIntExact(Math.max(1, partitionSize.toBytes()));
    }
}
