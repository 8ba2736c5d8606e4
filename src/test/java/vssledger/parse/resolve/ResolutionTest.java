package vssledger.parse.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static vssledger.parse.store.Outcome.DUPLICATE;
import static vssledger.parse.store.Outcome.FACT;
import static vssledger.parse.store.Outcome.SUPERSEDED;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vssledger.parse.read.DeliveryContent;
import vssledger.parse.store.Outcome;

/** One session, one fact, whatever the order in which its deliveries are looked at. */
class ResolutionTest {

    @Test
    void aRepeatedDeliveryIsADuplicateOfTheFirst() {
        assertThat(everyOrder(webhook(1, 10, "a"), webhook(2, 20, "a"), webhook(3, 30, "a")))
                .containsExactly(Map.of(1L, FACT, 2L, DUPLICATE, 3L, DUPLICATE));
    }

    @Test
    void aDifferentLaterDeliverySupersedes() {
        assertThat(everyOrder(webhook(1, 10, "a"), webhook(2, 20, "b"), webhook(3, 30, "c")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, SUPERSEDED, 3L, FACT));
    }

    @Test
    void theFirstVersionSentOnceMoreStaysSuperseded() {
        assertThat(everyOrder(webhook(1, 10, "a"), webhook(2, 20, "b"), webhook(3, 30, "a")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, FACT, 3L, DUPLICATE));
    }

    @Test
    void arrivalCountsAndNotTheIdThatWasHandedOut() {
        assertThat(everyOrder(webhook(2, 10, "a"), webhook(1, 20, "b")))
                .containsExactly(Map.of(2L, SUPERSEDED, 1L, FACT));
    }

    @Test
    void ofVersionsFromFilesTheOneThatKnowsMoreWins() {
        assertThat(everyOrder(file(1, "later end"), file(2, "early end"), file(3, "early end")))
                .containsExactly(Map.of(1L, FACT, 2L, SUPERSEDED, 3L, DUPLICATE));
        assertThat(everyOrder(file(1, "early end"), file(2, "later end")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, FACT));
    }

    @Test
    void aVersionThatOnlyAFileKnowsDoesNotSupersedeAWebhook() {
        assertThat(everyOrder(webhook(1, 10, "a"), file(2, "z"))).containsExactly(Map.of(1L, FACT, 2L, SUPERSEDED));
    }

    @Test
    void aFileThatRepeatsAWebhookIsItsDuplicate() {
        assertThat(everyOrder(file(1, "a"), webhook(2, 10, "a"), webhook(3, 20, "b")))
                .containsExactly(Map.of(1L, DUPLICATE, 2L, SUPERSEDED, 3L, FACT));
    }

    @Test
    void aLaterLineOfTheSameFileIsTheLaterVersion() {
        assertThat(everyOrder(line(1, 7, "z"), line(2, 7, "m"), line(3, 7, "a")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, SUPERSEDED, 3L, FACT));
    }

    @Test
    void aLineThatIsRepeatedDoesNotWinAgain() {
        assertThat(everyOrder(line(1, 7, "z"), line(2, 7, "a"), line(3, 7, "z")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, FACT, 3L, DUPLICATE));
    }

    @Test
    void whatOneFileHasAsCorrectedIsSoForAllFiles() {
        assertThat(everyOrder(line(1, 7, "z"), line(2, 8, "z"), line(3, 8, "a")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, DUPLICATE, 3L, FACT));
    }

    @Test
    void lastWordsOfDifferentFilesAreToldApartByWhatTheySay() {
        assertThat(everyOrder(line(1, 7, "z"), line(2, 7, "b"), line(3, 8, "y"), line(4, 8, "c")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, SUPERSEDED, 3L, SUPERSEDED, 4L, FACT));
    }

    @Test
    void filesThatContradictEachOtherAreToldApartByWhatTheySay() {
        assertThat(everyOrder(line(1, 7, "a"), line(2, 7, "b"), line(3, 8, "b"), line(4, 8, "a")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, FACT, 3L, DUPLICATE, 4L, DUPLICATE));
    }

    @Test
    void ofWebhooksThatArriveInTheSameInstantTheLaterOneWins() {
        assertThat(everyOrder(webhook(1, 10, "z"), webhook(2, 10, "a")))
                .containsExactly(Map.of(1L, SUPERSEDED, 2L, FACT));
    }

    @Test
    void aFileThatTellsWhenItsWebhooksArrivedRanksAsThey() {
        var early = version(3, Instant.ofEpochSecond(5), 7L, "z");
        var late = version(4, Instant.ofEpochSecond(15), 7L, "y");

        assertThat(everyOrder(webhook(1, 10, "a"), early)).containsExactly(Map.of(1L, FACT, 3L, SUPERSEDED));
        assertThat(everyOrder(webhook(1, 10, "a"), late)).containsExactly(Map.of(1L, SUPERSEDED, 4L, FACT));
    }

    @Test
    void ofArrivalsInTheSameSecondTheLaterLineWins() {
        var one = version(3, Instant.ofEpochSecond(5), 7L, "z");
        var other = version(4, Instant.ofEpochSecond(5), 7L, "a");

        assertThat(everyOrder(one, other)).containsExactly(Map.of(3L, SUPERSEDED, 4L, FACT));
    }

    /** The outcomes that any order of these deliveries, looked at in any two parts, comes to. */
    private static Set<Map<Long, Outcome>> everyOrder(DeliveryVersion... versions) {
        var found = new HashSet<Map<Long, Outcome>>();
        for (var order : orders(List.of(versions))) {
            found.add(Resolution.of(order).outcomes());
        }
        return found;
    }

    private static List<List<DeliveryVersion>> orders(List<DeliveryVersion> versions) {
        if (versions.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<DeliveryVersion>>();
        for (var first : versions) {
            var others = new ArrayList<>(versions);
            others.remove(first);
            for (var rest : orders(Collections.unmodifiableList(others))) {
                var order = new ArrayList<DeliveryVersion>();
                order.add(first);
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    private static DeliveryVersion webhook(long id, long second, String content) {
        return version(id, Instant.ofEpochSecond(second), null, content);
    }

    /** Contents rank in the order of the alphabet. */
    private static DeliveryVersion file(long id, String content) {
        return version(id, null, id, content);
    }

    private static DeliveryVersion line(long id, long fileId, String content) {
        return version(id, null, fileId, content);
    }

    private static DeliveryVersion version(
            long id, @Nullable Instant arrivedAt, @Nullable Long fileId, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return new DeliveryVersion(id, arrivedAt, fileId, new DeliveryContent(bytes, bytes));
    }
}
