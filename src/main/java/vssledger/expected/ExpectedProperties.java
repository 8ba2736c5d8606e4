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
 * @param shareFrom size, unpacked, from which on a file is read in portions side by side
 * @param portionSize of the file, that one worker takes at a time
 * @param workers portions that are read side by side by the process that imports; 0 for as many as there are processors, eight
 *     at most; with 1 a file is read in portions only where there are workers elsewhere
 * @param reading how files of a source are read, by its code
 */
@ConfigurationProperties("vss.expected")
public record ExpectedProperties(
        @DefaultValue("32MB") DataSize shareFrom,
        @DefaultValue("4MB") DataSize portionSize,
        @DefaultValue("1") int workers,
        @DefaultValue Map<String, ReadingChoice> reading) {

    public ExpectedProperties {
        SettingCheck.between("vss.expected.workers", workers, 0, 16);
        SettingCheck.atLeast("vss.expected.portion-size", portionSize, DataSize.ofBytes(1));
    }

    /** How files of this source are read, if they are not as they are documented. */
    ReadingChoice readingOf(ExpectedSource source) {
        return reading.getOrDefault(source.code(), ReadingChoice.NONE);
    }

    public int workersHere() {
        return Parallelism.here(workers);
    }

    public int portionBytes() {
        return Math.toIntExact(Math.max(1, portionSize.toBytes()));
    }
}
