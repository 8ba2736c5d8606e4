package vssledger.report.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.report.CopiedRows.definition;
import static vssledger.report.CopiedRows.row;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import vssledger.report.ReportProperties;
import vssledger.report.definition.ColumnType;
import vssledger.report.definition.ReportColumn;
import vssledger.report.query.PhoneNumberView;

/** The quick way from COPY's text to a CSV file says the same as values through a CSV library, whatever the value. */
class CsvFileTest {

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Singapore", "Asia/Kolkata", "America/St_Johns", "Europe/Berlin");

    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "=1+1",
            "+x",
            "-",
            "@a",
            "\uFF1D1",
            "\uFEFF=1",
            "\u00A0=1",
            " =1",
            "\n=1",
            "\t",
            "\r\n",
            "a,b",
            "a;b",
            "say \"no\"",
            "#first",
            "Zürich",
            "😀",
            "€",
            "§",
            "\\N",
            "+6531589338",
            "0",
            " ");
    private static final List<String> NUMBERS = List.of(
            "0",
            "7",
            "-7",
            "12.50",
            "100",
            "0.00",
            "-0.10",
            "1e-05",
            "1.5e+20",
            "0.33335",
            "0.99999",
            "0.99994",
            "0.5",
            "123456789012345678901234567890.123456789012345678901234567890",
            "3.");
    private static final List<String> PHONES = List.of(
            "+6591238965",
            "+12025550123",
            "+447911123456",
            "+65",
            "+6512345",
            "+999123456789",
            "+0987654321",
            "+123456",
            "91238965",
            "anonymous",
            "+65 123",
            "erased:17:SG",
            "",
            "1",
            "=1");

    @Property(tries = 2000)
    void theQuickCsvFileIsThatOfTheLibrary(
            @ForAll("rows") List<List<@Nullable String>> rows,
            @ForAll("formats") ReportProperties.Csv format,
            @ForAll("zones") ZoneId zone)
            throws IOException {
        var types = ColumnType.values();
        var report = definition(types);
        var file = Files.createTempFile("rows", ".csv");
        var expected = new StringWriter();
        try (var library = CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .fieldSeparator(format.separator())
                        .build(expected);
                var csv = new CsvFile(file, report.columns(), format, zone)) {
            if (format.byteOrderMark()) {
                expected.write('\uFEFF');
            }
            library.writeRecord(
                    report.columns().stream().map(ReportColumn::name).toList());
            csv.header();
            for (var values : rows) {
                var row = row(report, values);
                var read = row.values();
                var fields = new String[types.length];
                Arrays.setAll(fields, i -> {
                    var text = types[i].csv(format.numbers().in(types[i], read[i]), zone, format.times());
                    var whole = types[i].isText() && format.spacedNumbers() ? CsvReport.spaced(text) : text;
                    return types[i].isText() && whole.equals(text) ? CsvReport.defused(text) : whole;
                });
                library.writeRecord(fields);
                csv.row(row);
            }
        }
        assertThat(file).content().isEqualTo(expected.toString());
        Files.delete(file);
    }

    @Provide
    static Arbitrary<List<List<@Nullable String>>> rows() {
        var values = Stream.of(ColumnType.values()).map(CsvFileTest::texts).toList();
        return net.jqwik.api.Combinators.combine(values).as(row -> row).list().ofMaxSize(5);
    }

    private static Arbitrary<@Nullable String> texts(ColumnType type) {
        Arbitrary<String> texts = switch (type) {
            case TEXT, CODE ->
                Arbitraries.oneOf(
                        Arbitraries.of(TEXTS),
                        Arbitraries.strings().excludeChars('\0').ofMaxLength(12));
            case PHONE -> Arbitraries.of(PHONES);
            case INTEGER, DURATION -> Arbitraries.longs().map(String::valueOf);
            case DECIMAL, MONEY, PERCENT ->
                Arbitraries.oneOf(
                        Arbitraries.of(NUMBERS),
                        Arbitraries.bigDecimals().ofScale(6).map(n -> n.toPlainString()));
            case DATE -> Arbitraries.of("2026-11-20", "1999-01-31");
            case DATETIME ->
                Arbitraries.of(
                        "2026-11-20 10:00:00+00",
                        "2026-03-29 00:59:59.999999+00",
                        "2026-03-29 01:00:00+00",
                        "2026-10-25 03:30:00.5+02:30",
                        "1901-01-01 00:00:00-00:01:15",
                        "9999-12-31 23:59:59+00",
                        "10000-01-01 00:00:00.000001+00",
                        "0001-01-01 00:00:00+00");
        };
        return texts.injectNull(0.1);
    }

    @Provide
    static Arbitrary<ReportProperties.Csv> formats() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of(',', ';', '\t', '§', '€', '-', '.'),
                        Arbitraries.of(true, false),
                        Arbitraries.of(PhoneNumberView.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(CsvTimes.class))
                .as(ReportProperties.Csv::new);
    }

    @Provide
    static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }
}
