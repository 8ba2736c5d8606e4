package vssledger.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/** Number Masking: a caller (leg A, inbound) is bridged to a callee (leg B, outbound) over a virtual number. */
final class NumberMaskingVariant implements Variant {

    @Override
    public Product product() {
        return Product.NUMBER_MASKING;
    }

    @Override
    public boolean looksLike(Summary summary) {
        var inbound = summary.leg("A").filter(leg -> "INBOUND".equals(leg.direction()));
        var outbound = summary.leg("B").filter(leg -> "OUTBOUND".equals(leg.direction()));
        return inbound.isPresent() && (outbound.isPresent() || summary.legs().size() == 1);
    }

    @Override
    public Map<String, @Nullable Object> ownColumns(Summary summary) {
        // a session that fails before the bridge has one leg, which may be the callee's
        var caller = summary.leg("A")
                .filter(leg -> !"OUTBOUND".equals(leg.direction()))
                .orElse(null);
        var callee = summary.leg("B")
                .or(() -> summary.leg("A").filter(leg -> "OUTBOUND".equals(leg.direction())))
                .orElse(null);
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("masked_number", caller != null ? caller.destination() : callee != null ? callee.source() : null);
        columns.put("caller_number", caller == null ? null : caller.source());
        columns.put("caller_country", caller == null ? null : caller.sourceCountry());
        columns.put("caller_call_id", caller == null ? null : caller.callId());
        columns.put("caller_status", caller == null ? null : caller.callStatus());
        columns.put("caller_call_seconds", caller == null ? null : caller.callSeconds());
        columns.put("callee_number", callee == null ? null : callee.destination());
        columns.put("callee_country", callee == null ? null : callee.destinationCountry());
        columns.put("callee_call_id", callee == null ? null : callee.callId());
        columns.put("callee_status", callee == null ? null : callee.callStatus());
        columns.put("callee_call_seconds", callee == null ? null : callee.callSeconds());
        return columns;
    }
}
