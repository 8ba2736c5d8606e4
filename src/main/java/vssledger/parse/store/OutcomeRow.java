package vssledger.parse.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vssledger.fact.SessionKey;
import vssledger.parse.read.DeliveryContent;
import vssledger.parse.read.Parsed;
import vssledger.parse.resolve.KnownOutcome;
import vssledger.platform.Product;
import vssledger.platform.db.Columns;

/** What became of a delivery, to be written: a row of {@code parse.outcome}. */
public record OutcomeRow(
        long deliveryId,
        Outcome outcome,
        LocalDate businessDay,
        @Nullable Product product,
        @Nullable SessionKey key,
        @Nullable DeliveryContent content,
        @Nullable Instant arrivedAt,
        @Nullable Long fileId,
        @Nullable String eventType) {

    /** All but by which parser, and in which run. */
    static final Columns<OutcomeRow> COLUMNS = Columns.<OutcomeRow>none()
            .bigint("delivery_id", OutcomeRow::deliveryId)
            .text("outcome", row -> row.outcome().name())
            .date("business_day", OutcomeRow::businessDay)
            .text("product", row -> row.product() == null ? null : row.product().code())
            .text("sub_account_id", row -> row.key() == null ? null : row.key().subAccountId())
            .text("session_id", row -> row.key() == null ? null : row.key().sessionId())
            .bytes(
                    "content_digest",
                    row -> row.content() == null ? null : row.content().digest())
            .bytes(
                    "content_rank",
                    row -> row.content() == null ? null : row.content().rank())
            .time("arrived_at", OutcomeRow::arrivedAt)
            .bigint("file_id", OutcomeRow::fileId)
            .text("event_type", OutcomeRow::eventType);

    public static OutcomeRow of(Parsed.Session session, Outcome outcome, ZoneId zone) {
        return new OutcomeRow(
                session.delivery().id(),
                outcome,
                session.businessDay(zone),
                session.choice().variant().product(),
                session.summary().key(),
                session.content(),
                session.delivery().arrivedAt(),
                session.delivery().fileId(),
                null);
    }

    static OutcomeRow of(Parsed.Quarantined quarantined, LocalDate arrivalDay) {
        return withoutSession(quarantined.delivery(), Outcome.QUARANTINED, arrivalDay, null);
    }

    static OutcomeRow of(Parsed.NotVss notVss, LocalDate arrivalDay) {
        return withoutSession(notVss.delivery(), Outcome.NOT_VSS, arrivalDay, notVss.eventType());
    }

    private static OutcomeRow withoutSession(
            InboxRow delivery, Outcome outcome, LocalDate arrivalDay, @Nullable String eventType) {
        return new OutcomeRow(
                delivery.id(),
                outcome,
                arrivalDay,
                delivery.product(),
                null,
                null,
                delivery.arrivedAt(),
                delivery.fileId(),
                eventType);
    }

    /** Whether it stands like this already. */
    public boolean saysTheSameAs(KnownOutcome known) {
        return outcome == known.outcome()
                && businessDay.equals(known.businessDay())
                && product == known.product()
                && content != null
                && content.isTheSameAs(known.version().content())
                && Objects.equals(arrivedAt, known.version().arrivedAt())
                && Objects.equals(fileId, known.version().fileId());
    }
}
