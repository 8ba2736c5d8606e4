package vssledger.report.edition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import vssledger.report.ReportScope;

/** {@code manifest.json}: what an edition holds, so that a receiver can check that it has all of it. */
record Manifest(
        Range range,
        @JsonProperty("time_zone") String timeZone,
        int edition,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("run_id") @Nullable Long runId,
        @JsonProperty("control_totals") Map<String, Long> controlTotals,
        List<File> files,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EditionFigures figures,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Changes changes) {

    static final String NAME = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    /** @param products of which it is, as are subaccounts; left out for all */
    record Range(
            String from,
            String to,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> products,

            @JsonProperty("sub_accounts") @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<String> subAccounts) {}

    /** @param rows null for a workbook */
    record File(String name, @Nullable Long rows, String sha256) {}

    /**
     * What differs from the edition before.
     *
     * @param files null where that edition's files are no longer there to compare with
     */
    record Changes(int since, @Nullable List<Change> files) {}

    record Change(String name, long added, long removed) {}

    static Manifest of(ReportScope scope, RecordedEdition edition, @Nullable EditionChanges changes) {
        return new Manifest(
                new Range(
                        scope.range().from().toString(),
                        scope.range().to().toString(),
                        scope.products(),
                        scope.subAccounts()),
                edition.timeZone(),
                edition.number(),
                edition.createdAt().toString(),
                edition.runId(),
                edition.controlTotals(),
                edition.files().stream()
                        .map(file -> new File(file.name(), file.rows(), file.sha256()))
                        .toList(),
                edition.figures(),
                changes == null ? null : new Changes(changes.since(), each(changes.files())));
    }

    private static @Nullable List<Change> each(@Nullable List<EditionChanges.OfFile> files) {
        return files == null
                ? null
                : files.stream()
                        .map(file -> new Change(file.name(), file.added(), file.removed()))
                        .toList();
    }

    /** That of the edition in this folder. */
    static Manifest read(Path edition) {
        return JSON.readValue(edition.resolve(NAME), Manifest.class);
    }

    byte[] bytes() {
        return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
