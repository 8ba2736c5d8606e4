package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.capture.Ingest.Taken;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** Files of bodies, taken whole and once. */
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class IngestTest {

    private final TestLedger ledger;

    IngestTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void empty() {
        ledger.jdbc()
                .sql("TRUNCATE capture.delivery, capture.rejected, capture.ingested_file")
                .update();
    }

    record Case(String why, String file, List<String> deliveries, List<String> rejected) {

        @Override
        public String toString() {
            return why;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("one object", "{\"a\":1}", List.of("{\"a\":1}"), List.of()),
                new Case("an object a line", "{\"a\":1}\n{\"a\":2}\n", List.of("{\"a\":1}", "{\"a\":2}"), List.of()),
                new Case(
                        "lines of Windows", "{\"a\":1}\r\n{\"a\":2}\r\n", List.of("{\"a\":1}", "{\"a\":2}"), List.of()),
                new Case("empty lines", "\n{\"a\":1}\n\n\n", List.of("{\"a\":1}"), List.of()),
                new Case("an object over lines", "{\n \"a\": 1\n}\n", List.of("{\n \"a\": 1\n}"), List.of()),
                new Case(
                        "objects over lines, one after the other",
                        "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n",
                        List.of("{\n \"a\": 1\n}", "{\n \"a\": 2\n}"),
                        List.of()),
                new Case(
                        "a line that is no object",
                        "{\"a\":1}\nnonsense\n2\n{\"a\":3}\n",
                        List.of("{\"a\":1}", "{\"a\":3}"),
                        List.of("nonsense", "2")),
                new Case("braces in text", "{\"a\":\"}{\\\"\"}\n{}", List.of("{\"a\":\"}{\\\"\"}", "{}"), List.of()),
                new Case(
                        "a byte order mark",
                        "\uFEFF{\"a\":1}\n\uFEFF{\"a\":2}\n",
                        List.of("{\"a\":1}", "{\"a\":2}"),
                        List.of()),
                new Case(
                        "an array",
                        "[{\"a\": 1 ,\"a\":\"\u00e9\\u0000\"} , {\"a\":[2]}]",
                        List.of("{\"a\": 1 ,\"a\":\"\u00e9\\u0000\"}", "{\"a\":[2]}"),
                        List.of()),
                new Case(
                        "an array over lines, of which one is an object by itself",
                        "\uFEFF[\n{\"a\":1},\n{\"a\":2}\n]\n",
                        List.of("{\"a\":1}", "{\"a\":2}"),
                        List.of()),
                new Case(
                        "an array a line",
                        "[{\"a\":1}]\n[{\"a\":2},{}]\n",
                        List.of("{\"a\":1}", "{\"a\":2}", "{}"),
                        List.of()),
                new Case("an array of nothing", "[]", List.of(), List.of("[]")),
                new Case(
                        "an object over lines, of which one is an object by itself",
                        "{\"a\": [\n{\"b\":1}\n]}\n",
                        List.of("{\"a\": [\n{\"b\":1}\n]}"),
                        List.of()),
                new Case("nothing", "", List.of(), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void takesEachBodyVerbatim(Case file) {
        var taken = take(file.file());

        assertThat(ledger.rows("SELECT body::text FROM capture.delivery ORDER BY id"))
                .isEqualTo(file.deliveries());
        assertThat(ledger.rows("SELECT convert_from(body, 'UTF8') FROM capture.rejected ORDER BY id"))
                .isEqualTo(file.rejected());
        assertThat(taken)
                .isEqualTo(new Taken(
                        "file", file.deliveries().size(), file.rejected().size(), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "x-UTF-16LE-BOM"})
    void takesAFileInAnotherEncodingOfUnicode(String encoding) throws IOException {
        var lines = "{\"a\":\"\u00e9\"}\r\nnonsense\r\n{\"a\": 2}\r\n".getBytes(encoding);

        assertThat(ledger.the(Ingest.class).take("file", new ByteArrayInputStream(lines), null))
                .isEqualTo(new Taken("file", 2, 1, false));
        assertThat(ledger.rows("SELECT body::text FROM capture.delivery ORDER BY id"))
                .containsExactly("{\"a\":\"\u00e9\"}", "{\"a\": 2}");
        assertThat(ledger.the(Ingest.class)
                        .take("file", new ByteArrayInputStream(lines), null)
                        .known())
                .isTrue();
    }

    @Test
    void aFileThatIsNotInItsEncodingToItsEndIsNotTakenInPart() {
        var file = ("{\"a\":1}\n".repeat(20_000) + "?").getBytes(StandardCharsets.UTF_16LE);
        var half = new ByteArrayInputStream(file, 0, file.length - 1);

        assertThatThrownBy(() -> ledger.the(Ingest.class).take("half", half, null))
                .isInstanceOf(UserException.class)
                .hasMessage("half cannot be read (it begins as UTF-16 or UTF-32, but is none further on)."
                        + " Nothing of it was taken.");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).isEmpty();
    }

    @Test
    void theSameFileAgainChangesNothing() {
        take("{\"a\":1}");

        assertThat(take("{\"a\":1}")).isEqualTo(new Taken("file", 1, 0, true));
        assertThat(ledger.rows("SELECT body::text FROM capture.delivery")).hasSize(1);
    }

    @Test
    void theSameFileForAnotherProductIsAnother() {
        take("{\"a\":1}");
        ledger.the(Ingest.class).take("file", bytes("{\"a\":1}"), Product.IVR);

        assertThat(ledger.rows("SELECT product, source FROM capture.delivery ORDER BY id"))
                .containsExactly("null | file", "ivr | file");
    }

    @Test
    void unpacksGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":1}\n{\"a\":2}".getBytes(StandardCharsets.UTF_8));
        }
        ledger.the(Ingest.class).take("file.gz", new ByteArrayInputStream(packed.toByteArray()), null);

        assertThat(ledger.rows("SELECT body::text FROM capture.delivery ORDER BY id"))
                .containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void aFileThatBreaksOffIsNotTakenInPart() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":1}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        var half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);

        assertThatThrownBy(() -> ledger.the(Ingest.class).take("half.gz", new ByteArrayInputStream(half), null))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("half.gz cannot be read")
                .hasMessageContaining("Nothing of it was taken.");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1}, 2]",
                "[{\"a\":1}, {\"a\":",
                "[\n{\"a\":1},\n{\"a\":2}\n{\"a\":3}\n]",
                "{\"a\":1}\n[{\"a\":2},[]]\n{\"a\":3}"
            })
    void anArrayWithAnUnusableElementIsNotTakenInPart(String file) {
        assertThatThrownBy(() -> take(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("file, body ")
                .hasMessageContaining("Nothing of the file was taken");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).isEmpty();
        assertThat(ledger.rows("SELECT id FROM capture.rejected")).isEmpty();
    }

    @Test
    void somethingBehindWhatIsPackedIsTold() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
        }
        packed.write("{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() ->
                        ledger.the(Ingest.class).take("both.gz", new ByteArrayInputStream(packed.toByteArray()), null))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("something that is not gzip follows");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).isEmpty();
    }

    @Test
    void aLogTellsWhenItsWebhooksArrived() {
        var log = """
                {"meta":{"receivedAt":"2026-03-02T08:00:00Z"},"hook":{"a": 1}}
                {"meta":{"receivedAt":1772438401},"hook":"{\\"a\\": 2}"}
                """;
        ledger.the(Ingest.class).take("log", bytes(log), null, Wrapper.of("meta.receivedAt", "hook"));

        assertThat(ledger.rows(
                        "SELECT body::text, arrived_at AT TIME ZONE 'UTC', source FROM capture.delivery ORDER BY id"))
                .containsExactly("{\"a\": 1} | 2026-03-02 08:00:00 | file", "{\"a\": 2} | 2026-03-02 08:00:01 | file");
    }

    @Test
    void aLogWithoutATimeIsNotTakenInPart() {
        assertThatThrownBy(() -> ledger.the(Ingest.class)
                        .take(
                                "log",
                                bytes("{\"at\":\"2026-03-02T08:00:00Z\"}\n{\"at\":\"soon\"}\n"),
                                null,
                                Wrapper.of("at", null)))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "log, body 2: \"soon\" is no time at at (--received-at). Nothing of the file was taken: mend it, and"
                                + " take it again.");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).isEmpty();
    }

    private Taken take(String text) {
        return take(text, null);
    }

    private Taken take(String text, @Nullable Product product) {
        return ledger.the(Ingest.class).take("file", bytes(text), product);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
