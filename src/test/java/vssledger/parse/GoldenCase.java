package vssledger.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vssledger.parse.read.DeliveryParser;
import vssledger.parse.read.Parsed;
import vssledger.parse.store.InboxRow;
import vssledger.platform.Product;

/**
 * A body, and what the parser is to make of it.
 *
 * @param why what the case is there for
 * @param product as the URL names it
 * @param expected as {@link ParsedAsJson} tells it
 */
record GoldenCase(String id, String why, @Nullable Product product, String body, JsonNode expected) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The cases of {@code <name>.json} beside this class. */
    static List<GoldenCase> of(String name) {
        try (var file = GoldenCase.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                return List.of();
            }
            return JSON.readTree(file.readAllBytes())
                    .valueStream()
                    .map(GoldenCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a parser makes of it. */
    Parsed parsedBy(DeliveryParser parser) {
        return parser.parse(InboxRow.webhook(1, Instant.EPOCH, product), body.getBytes(StandardCharsets.UTF_8));
    }

    private static GoldenCase of(JsonNode node) {
        var product = node.get("product");
        var raw = node.get("raw");
        return new GoldenCase(
                node.required("id").asString(),
                node.required("why").asString(),
                product == null ? null : Product.of(product.asString()),
                raw == null ? node.required("body").toString() : raw.asString(),
                node.required("expected"));
    }

    @Override
    public String toString() {
        return id + ": " + why;
    }
}
