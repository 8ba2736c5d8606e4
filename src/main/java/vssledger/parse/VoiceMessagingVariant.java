package vssledger.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/** Voice Messaging: one outbound leg, and contacts that opt out. */
final class VoiceMessagingVariant implements Variant {

    @Override
    public Product product() {
        return Product.VOICE_MESSAGING;
    }

    @Override
    public boolean looksLike(Summary summary) {
        return !optOut(summary).equals("NONE")
                || (summary.legs().size() == 1
                        && "OUTBOUND".equals(summary.legs().get(0).direction()));
    }

    @Override
    public Map<String, @Nullable Object> ownColumns(Summary summary) {
        return Map.of("opt_out", optOut(summary));
    }

    private static String optOut(Summary summary) {
        return switch (summary.status()) {
            case "COMPLETED_UNSUBSCRIBED" -> "OPTED_OUT";
            case "COMPLETED_UNSUB_ERROR" -> "OPT_OUT_FAILED";
            case "UNSUBSCRIBED_CONTACT" -> "ALREADY_OPTED_OUT";
            default -> "NONE";
        };
    }
}
