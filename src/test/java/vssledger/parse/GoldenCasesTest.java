package vssledger.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.testing.Summaries.aSummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.fact.NoteCode;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.read.Parsed;
import vssledger.parse.read.UnreadableDeliveryException;
import vssledger.parse.store.InboxRow;
import vssledger.parse.variant.Variant;
import vssledger.parse.variant.Variants;
import vssledger.platform.Product;
import vssledger.platform.SubAccountProducts;

/** Bodies with every disagreement of 8x8's pages, by variant, and exactly what becomes of each. */
class GoldenCasesTest {

    private static final DeliveryParser PARSER = new DeliveryParser(
            new Variants(new SubAccountProducts(Map.of("acme_sip", "other", "acmeivr", "ivr")).lookup()));

    static Stream<GoldenCase> cases() {
        return Stream.concat(
                        Variants.ALL.stream().map(variant -> variant.product().code()),
                        Stream.of("envelope", "odd-values", "quarantine", "not-vss"))
                .flatMap(name -> GoldenCase.of(name).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aGoldenBodyBecomesExactlyItsFact(GoldenCase golden) {
        assertThat(ParsedAsJson.of(golden.parsedBy(PARSER))).isEqualTo(golden.expected());
    }

    @Test
    void everyVariantHasGoldenCasesOfItsOwn() {
        assertThat(Variants.ALL)
                .allSatisfy(variant -> assertThat(
                                GoldenCase.of(variant.product().code()))
                        .as("golden cases of %s", variant.product())
                        .isNotEmpty()
                        .anySatisfy(golden -> assertThat(
                                        golden.expected().get("product").asString())
                                .isEqualTo(variant.product().code())));
    }

    @Test
    void everyProductHasOneVariant() {
        assertThat(Variants.ALL.stream().map(Variant::product))
                .containsExactlyInAnyOrderElementsOf(List.of(Product.values()));
    }

    @Test
    void everyNoteAndReasonHasAGoldenCase() {
        var told = cases().map(golden -> golden.expected().toString()).toList();

        assertThat(codes())
                .allSatisfy(code -> assertThat(told)
                        .as(code)
                        .anyMatch(expected ->
                                expected.contains('"' + code + ' ') || expected.contains('"' + code + '"')));
    }

    @Test
    void everyNoteAndReasonHasWordsInTheReport() throws IOException {
        var report = Files.readString(Path.of("reports/data-quality/query.sql"));

        assertThat(codes()).allSatisfy(code -> assertThat(report).contains("('" + code + "', '"));
    }

    private static List<String> codes() {
        return Stream.<Enum<?>>concat(
                        Stream.of(NoteCode.values()), Stream.of(UnreadableDeliveryException.Reason.values()))
                .map(Enum::name)
                .toList();
    }

    @Test
    void aBodyOfAMebibyteIsRead() {
        var body = aSummary("1").body().replace("\"description\":\"", "\"description\":\"" + "x".repeat(1 << 20));

        assertThat(PARSER.parse(InboxRow.webhook(1, Instant.EPOCH, null), body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Parsed.Session.class);
    }

    @Test
    void aBodyNestedDeeperThanAnyReaderGoesIsQuarantined() {
        var deep = "{\"payload\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}";

        assertThat(PARSER.parse(InboxRow.webhook(1, Instant.EPOCH, null), deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Parsed.Quarantined.class,
                        parsed ->
                                assertThat(parsed.reason()).isEqualTo(UnreadableDeliveryException.Reason.NOT_READABLE));
    }
}
