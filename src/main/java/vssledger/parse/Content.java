package vssledger.parse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a delivery says, apart from how it is written and when it came.
 *
 * @param digest equal for deliveries that say the same, whatever their key order and white space
 * @param rank of two versions of a session, the one that sorts later knows of more: of a later end, of later events, of
 *     more legs, of longer talk; last, for a definite answer, the digest
 */
record Content(String digest, String rank) {

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static Content of(JsonNode envelope, Summary summary) {
        var digest = digest(envelope);
        return new Content(digest, rank(summary) + " " + digest);
    }

    private static String rank(Summary summary) {
        var lastEvent = summary.legs().stream()
                .flatMap(leg -> Stream.of(leg.initiatedAt(), leg.connectedAt(), leg.disconnectedAt()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return "%015d %015d %04d %010d"
                .formatted(
                        seconds(summary.endTime()),
                        seconds(lastEvent),
                        summary.legs().size(),
                        summary.totalCallSeconds());
    }

    private static long seconds(@Nullable Instant time) {
        return time == null ? 0 : time.getEpochSecond() * 1000 + time.getNano() / 1_000_000;
    }

    private static String digest(JsonNode envelope) {
        try {
            // a map, since only maps are written in the order of their keys
            var ordered = CANONICAL.writeValueAsString(CANONICAL.treeToValue(envelope, Object.class));
            var hash = MessageDigest.getInstance("SHA-256").digest(ordered.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
