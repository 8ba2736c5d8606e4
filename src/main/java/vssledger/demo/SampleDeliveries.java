package vssledger.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vssledger.platform.Product;

/** The webhooks of sessions, with all that goes wrong on their way, and how often each does. */
final class SampleDeliveries {

    private static final int EACH_QUIRK = 6;
    private static final List<String> NO_JSON_OBJECTS = List.of(
            "",
            "[]",
            "{\"namespace\":\"VOICE\",",
            "sessionId=1&status=BUSY",
            "\"SESSION_SUMMARY\"",
            "{}{}",
            "null",
            " ");

    private final SeededRandom chance;
    private final List<SampleSession> sessions;
    private final Untouched untouched;
    private final List<SampleDelivery> all = new ArrayList<>();
    private long duplicates;
    private long superseded;
    private long quarantined;
    private long notVss;
    private long rejected;
    private long late;

    SampleDeliveries(SeededRandom chance, List<SampleSession> sessions) {
        this.chance = chance;
        this.sessions = sessions;
        this.untouched = new Untouched(chance, sessions);
        sendQuirks();
        sendTwice();
        sendCorrected();
        sendLate();
        untouched.rest().forEach(session -> send(session, arrival(session), null));
        sendWhatIsNoSession();
        all.sort(Comparator.comparing(SampleDelivery::arrivesAt));
    }

    List<SampleDelivery> inOrder() {
        return all;
    }

    SampleCounts counts() {
        return new SampleCounts(
                all.size(), rejected, sessions.size(), duplicates, superseded, quarantined, notVss, late);
    }

    private void sendQuirks() {
        for (var quirk : Quirk.values()) {
            untouched.take(EACH_QUIRK, quirk::fits).forEach(session -> send(session, arrival(session), quirk));
        }
    }

    private void sendTwice() {
        untouched.take(60, session -> true).forEach(session -> {
            var first = send(session, arrival(session), null);
            all.add(new SampleDelivery(
                    first.arrivesAt().plusSeconds(chance.between(5, 600)), first.product(), first.body()));
            duplicates++;
        });
        untouched.take(25, session -> true).forEach(session -> {
            var first = send(session, arrival(session), null);
            all.add(new SampleDelivery(
                    first.arrivesAt().plusSeconds(30), first.product(), SampleBody.writtenOtherwise(session)));
            duplicates++;
        });
    }

    private void sendCorrected() {
        untouched.take(20, SampleSession::hasTalk).forEach(session -> {
            send(session.shortened(5), arrival(session), null);
            send(session, arrival(session).plus(Duration.ofMinutes(10)), null);
            superseded++;
        });
        untouched.take(3, SampleSession::hasTalk).forEach(session -> {
            var first = send(session.shortened(5), arrival(session), null);
            send(session, arrival(session).plus(Duration.ofMinutes(10)), null);
            all.add(new SampleDelivery(first.arrivesAt().plus(Duration.ofMinutes(20)), first.product(), first.body()));
            superseded++;
            duplicates++;
        });
    }

    private void sendLate() {
        untouched.take(40, session -> true).forEach(session -> {
            send(session, arrival(session).plus(Duration.ofHours(chance.between(24, 66))), null);
            late++;
        });
    }

    /** Around noon of a day: a delivery that tells of no session belongs to the day of its arrival. */
    private void sendWhatIsNoSession() {
        var days = Week.DAYS.days();
        for (var n = 0; n < 9; n++) {
            add(noon(n % days.size(), n), Product.IVR, SampleBody.callStatus(sessions.get(n)));
            notVss++;
        }
        for (var field : List.of("sessionId", "subAccountId", "startTime", "payload")) {
            for (var n = 0; n < 3; n++) {
                add(noon(2 * n, n + 20), Product.VOICE_MESSAGING, SampleBody.without(sessions.get(100 + n), field));
                quarantined++;
            }
        }
        for (var body : NO_JSON_OBJECTS) {
            add(noon(1, (int) rejected + 40), null, body);
            rejected++;
        }
    }

    private SampleDelivery send(SampleSession session, Instant arrivesAt, @Nullable Quirk quirk) {
        return add(arrivesAt, toldByUrl(session) ? session.product() : null, SampleBody.of(session, quirk));
    }

    private SampleDelivery add(Instant arrivesAt, @Nullable Product product, String body) {
        var delivery = new SampleDelivery(arrivesAt, product, body);
        all.add(delivery);
        return delivery;
    }

    /** Some are posted to the URL without a product: those that their shape tells. */
    private boolean toldByUrl(SampleSession session) {
        var shapeTells = session.product() == Product.IVR
                || (session.product() != Product.OTHER && !session.legs().isEmpty());
        return !shapeTells || !chance.percent(15);
    }

    private Instant arrival(SampleSession session) {
        return session.endTime().plusSeconds(chance.between(1, 20));
    }

    private static Instant noon(int day, int minute) {
        return Week.DAYS.days().get(day).atTime(12, minute).toInstant(java.time.ZoneOffset.UTC);
    }
}
