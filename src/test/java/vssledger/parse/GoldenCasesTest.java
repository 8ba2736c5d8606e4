package vssledger.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vssledger.platform.Product;

/** Bodies with every disagreement of 8x8's pages, by variant, and exactly what becomes of each. */
class GoldenCasesTest {

    private static final DeliveryParser PARSER = new DeliveryParser(
            new Variants(new SubAccountProducts(Map.of("acme_sip", "other", "acmeivr", "ivr")).lookup()));

    static Stream<GoldenCase> cases() {
        return Stream.concat(
                        Variants.ALL.stream().map(variant -> variant.product().code()),
                        Stream.of("envelope", "quarantine", "not-vss"))
                .flatMap(name -> GoldenCase.of(name).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void becomesExactly(GoldenCase golden) {
        assertThat(ParsedAsJson.of(PARSER.parse(golden.delivery()))).isEqualTo(golden.expected());
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
    void aBodyNestedDeeperThanAnyReaderGoesIsQuarantined() {
        var deep = "{\"payload\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "}";

        assertThat(PARSER.parse(new Delivery(1, java.time.Instant.EPOCH, null, true, deep)))
                .isInstanceOfSatisfying(
                        Parsed.Quarantined.class,
                        parsed -> assertThat(parsed.reason()).isEqualTo(Unreadable.Reason.NOT_READABLE));
    }
}
