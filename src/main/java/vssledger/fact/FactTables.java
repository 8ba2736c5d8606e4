package vssledger.fact;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** The tables of {@code fact.*}, and what each of their columns is filled with. */
@Component
final class FactTables {

    static final String LEG = "fact.call_leg";
    static final String NOTE = "fact.session_note";

    /** A session with one of its legs. */
    record SessionLeg(SessionFact session, LegFact leg) {}

    /** A session with one of its notes. */
    record NotedSession(SessionFact session, SessionNote note) {}

    /** What the tables of all products have in common. */
    private static final Columns<SessionFact> SESSION_COLUMNS = Columns.<SessionFact>none()
            .text("sub_account_id", f -> f.key().subAccountId())
            .text("session_id", f -> f.key().sessionId())
            .date("business_day", SessionFact::businessDay)
            .text("session_status", f -> f.summary().status())
            .text("implied_status", SessionFact::impliedStatus)
            .time("start_time", f -> f.summary().startTime())
            .time("end_time", f -> f.summary().endTime())
            .text("last_action", f -> f.summary().lastAction())
            .integer("call_count", f -> f.summary().callCount())
            .integer("error_code", f -> f.summary().errorCode())
            .text("error_message", f -> f.summary().errorMessage())
            .bool("is_answered", SessionFact::isAnswered)
            .integer("ring_seconds", SessionFact::ringSeconds)
            .integer("talk_seconds", SessionFact::talkSeconds)
            .integer("total_call_seconds", f -> f.summary().totalCallSeconds())
            .text("source_country", SessionFact::sourceCountry)
            .text("destination_country", SessionFact::destinationCountry)
            .text("quality_band", f -> name(f.summary().qualityBand()))
            .integer("schema_version", f -> f.summary().schemaVersion())
            .text("client_request_id", f -> f.summary().clientRequestId())
            .text("product_decided_by", SessionFact::decidedBy)
            .time("received_at", SessionFact::receivedAt)
            .integer("delivery_count", SessionFact::deliveryCount)
            .bigint("delivery_id", SessionFact::deliveryId)
            .integer("parser_version", SessionFact::parserVersion);

    static final Columns<SessionLeg> LEG_COLUMNS = Columns.<SessionLeg>none()
            .text("sub_account_id", r -> r.session().key().subAccountId())
            .text("session_id", r -> r.session().key().sessionId())
            .date("business_day", r -> r.session().businessDay())
            .bigint("delivery_id", r -> r.session().deliveryId())
            .and(
                    Columns.<LegFact>none()
                            .text("leg", LegFact::leg)
                            .text("call_id", LegFact::callId)
                            .text("direction", LegFact::direction)
                            .text("call_type", LegFact::callType)
                            .time("initiated_at", LegFact::initiatedAt)
                            .time("connected_at", LegFact::connectedAt)
                            .time("disconnected_at", LegFact::disconnectedAt)
                            .text("source", LegFact::source)
                            .text("destination", LegFact::destination)
                            .text("source_country", LegFact::sourceCountry)
                            .text("destination_country", LegFact::destinationCountry)
                            .text("ref_id", LegFact::refId)
                            .text("call_status", LegFact::callStatus)
                            .integer("call_seconds", LegFact::callSeconds)
                            .bool("is_answered", LegFact::isAnswered)
                            .integer("ring_seconds", LegFact::ringSeconds)
                            .integer("talk_seconds", LegFact::talkSeconds)
                            .numeric("mos", LegFact::mos)
                            .numeric("packet_loss_rate", LegFact::packetLossRate)
                            .numeric("jitter_ms", LegFact::jitterMs)
                            .text("quality_band", l -> name(l.qualityBand())),
                    SessionLeg::leg);

    static final Columns<NotedSession> NOTE_COLUMNS = Columns.<NotedSession>none()
            .text("sub_account_id", r -> r.session().key().subAccountId())
            .text("session_id", r -> r.session().key().sessionId())
            .date("business_day", r -> r.session().businessDay())
            .bigint("delivery_id", r -> r.session().deliveryId())
            .text("code", r -> r.note().code().name())
            .text("field", r -> r.note().field())
            .text("value", r -> r.note().value());

    private final Map<Product, Columns<SessionFact>> session = new EnumMap<>(Product.class);

    FactTables(OwnColumns own) {
        for (var product : Product.values()) {
            session.put(product, SESSION_COLUMNS.and(own.of(product), fact -> fact));
        }
    }

    /** The columns of a product's sessions: what they have in common, and its own. */
    Columns<SessionFact> session(Product product) {
        return Objects.requireNonNull(session.get(product));
    }

    static Stream<SessionLeg> legs(SessionFact fact) {
        return fact.summary().legs().stream().map(leg -> new SessionLeg(fact, leg));
    }

    static Stream<NotedSession> notes(SessionFact fact) {
        return fact.summary().notes().stream().map(note -> new NotedSession(fact, note));
    }

    static String of(Product product) {
        return "fact." + product.code().replace('-', '_') + "_session";
    }

    /** All of them, each in months of its business day. */
    static Stream<String> all() {
        return Stream.concat(Stream.of(Product.values()).map(FactTables::of), Stream.of(LEG, NOTE));
    }

    private static @Nullable String name(@Nullable QualityBand band) {
        return band == null ? null : band.name();
    }
}
