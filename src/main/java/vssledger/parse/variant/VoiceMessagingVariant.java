package vssledger.parse.variant;

import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** Voice Messaging: one outbound leg, and contacts that opt out. */
final class VoiceMessagingVariant implements Variant {

    @Override
    public Product product() {
        return Product.VOICE_MESSAGING;
    }

    @Override
    public boolean looksLike(SessionSummary summary) {
        return !optOut(summary).equals("NONE")
                || (summary.legs().size() == 1 && summary.legs().get(0).isOutbound());
    }

    @Override
    public Columns<SessionFact> ownColumns() {
        return Columns.<SessionFact>none().text("opt_out", fact -> optOut(fact.summary()));
    }

    private static String optOut(SessionSummary summary) {
        return switch (summary.status()) {
            case "COMPLETED_UNSUBSCRIBED" -> "OPTED_OUT";
            case "COMPLETED_UNSUB_ERROR" -> "OPT_OUT_FAILED";
            case "UNSUBSCRIBED_CONTACT" -> "ALREADY_OPTED_OUT";
            default -> "NONE";
        };
    }
}
