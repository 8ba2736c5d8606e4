package vssledger.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vssledger.platform.DateRange;
import vssledger.report.CopiedRows;
import vssledger.report.ReportScope;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportDefinition;

/** Rows that are kept are read again as they came. */
class KeptRowsTest {

    private static final ReportScope ANY = ReportScope.of(DateRange.of(java.time.LocalDate.EPOCH));

    private final ReportDefinition report = CopiedRows.definition(ColumnType.TEXT, ColumnType.INTEGER);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whateverIsInThem() {
        var rows = List.<List<@Nullable String>>of(
                Arrays.asList("tab\t, line\n, return\r, \\N, \"Zürich\" 😀", "1"),
                Arrays.asList(null, "2"),
                Arrays.asList("", null));

        assertThat(keptAndRead(rows))
                .containsExactly(
                        Arrays.asList("tab\t, line\n, return\r, \\N, \"Zürich\" 😀", 1L),
                        Arrays.asList(null, 2L),
                        Arrays.asList("", null));
    }

    @Test
    void howeverManyAndHoweverLong() {
        var lengths =
                IntStream.range(0, 400).map(n -> n * n * 7 % 1_000).boxed().toList();
        var all = new ArrayList<>(lengths);
        all.addAll(List.of((1 << 16) - 3, 1 << 16, 300_000, 1));
        var rows = all.stream()
                .map(length -> List.<@Nullable String>of("x".repeat(length), length.toString()))
                .toList();

        assertThat(keptAndRead(rows))
                .containsExactlyElementsOf(all.stream()
                        .map(length -> List.<@Nullable Object>of("x".repeat(length), length.longValue()))
                        .toList());
    }

    @Test
    void noRowsAreKeptAsNoRows() {
        assertThat(keptAndRead(List.of())).isEmpty();
    }

    private List<List<@Nullable Object>> keptAndRead(List<List<@Nullable String>> rows) {
        var kept = new KeptRows(folder);
        try (var keeper = kept.keep(report)) {
            keeper.line("integer\ttext\n".getBytes(StandardCharsets.UTF_8));
            rows.forEach(row -> keeper.line(CopiedRows.line(Arrays.asList(row.get(1), row.get(0)))));
        }
        var read = new ArrayList<List<@Nullable Object>>();
        kept.read(report, ANY, values -> read.add(Arrays.asList(values)));
        return read;
    }
}
