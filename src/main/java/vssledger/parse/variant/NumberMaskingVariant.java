package vssledger.parse.variant;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vssledger.fact.LegFact;
import vssledger.fact.SessionFact;
import vssledger.fact.SessionSummary;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** Number Masking: a caller (leg A, inbound) is bridged to a callee (leg B, outbound) over a virtual number. */
final class NumberMaskingVariant implements Variant {

    @Override
    public Product product() {
        return Product.NUMBER_MASKING;
    }

    @Override
    public boolean looksLike(SessionSummary summary) {
        var inbound = summary.leg("A").filter(LegFact::isInbound);
        var outbound = summary.leg("B").filter(LegFact::isOutbound);
        return inbound.isPresent() && (outbound.isPresent() || summary.legs().size() == 1);
    }

    /** A session that fails before the bridge has one leg, which may be the callee's. */
    @Override
    public Optional<LegFact> calling(SessionSummary summary) {
        return summary.leg("A").filter(leg -> !leg.isOutbound());
    }

    /** The callee's; a caller who never got that far reached nobody. */
    @Override
    public Optional<LegFact> called(SessionSummary summary) {
        return summary.leg("B").or(() -> summary.leg("A").filter(LegFact::isOutbound));
    }

    @Override
    public Columns<SessionFact> ownColumns() {
        return Columns.<SessionFact>none()
                .text("masked_number", NumberMaskingVariant::maskedNumber)
                .text("caller_number", fact -> of(fact.calling(), LegFact::source))
                .text("caller_country", fact -> of(fact.calling(), LegFact::sourceCountry))
                .text("caller_call_id", fact -> of(fact.calling(), LegFact::callId))
                .text("caller_status", fact -> of(fact.calling(), LegFact::callStatus))
                .integer("caller_call_seconds", fact -> of(fact.calling(), LegFact::callSeconds))
                .text("callee_number", fact -> of(fact.called(), LegFact::destination))
                .text("callee_country", fact -> of(fact.called(), LegFact::destinationCountry))
                .text("callee_call_id", fact -> of(fact.called(), LegFact::callId))
                .text("callee_status", fact -> of(fact.called(), LegFact::callStatus))
                .integer("callee_call_seconds", fact -> of(fact.called(), LegFact::callSeconds));
    }

    /** The virtual number: what the caller dialled, and the callee saw. */
    private static @Nullable String maskedNumber(SessionFact fact) {
        return fact.calling() != null ? fact.calling().destination() : of(fact.called(), LegFact::source);
    }

    private static <V> @Nullable V of(@Nullable LegFact leg, Function<LegFact, @Nullable V> value) {
        return leg == null ? null : value.apply(leg);
    }
}
