package vssledger.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vssledger.platform.Product;
import vssledger.platform.UserException;
import vssledger.testing.LedgerTest;
import vssledger.testing.TestLedger;

/** What was refused is settled once: taken as of when it came, or let go. */
@LedgerTest(reuse = LedgerTest.Reuse.KEPT)
class RejectedReplaysTest {

    private final TestLedger ledger;

    RejectedReplaysTest(TestLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    void empty() {
        ledger.jdbc()
                .sql("TRUNCATE capture.delivery, capture.rejected RESTART IDENTITY")
                .update();
    }

    @Test
    void whatCanBeTakenNowIsADeliveryAsOfWhenItCame() {
        var id = reject("{\"a\": 1,\"a\":2}".getBytes(StandardCharsets.UTF_8));

        var result = replays().replay(List.of(), null, "ada");

        assertThat(result).isEqualTo(new RejectedReplays.Result(1, 1, 1, List.of()));
        assertThat(ledger.rows("SELECT received_at AT TIME ZONE 'UTC', product, source, remote_addr, body::text"
                        + " FROM capture.delivery"))
                .containsExactly("2026-03-02 08:00:00 | ivr | webhook | 192.0.2.1 | {\"a\": 1,\"a\":2}");
        assertThat(ledger.rows(
                        "SELECT r.resolution, r.resolved_by, r.delivery_ids = ARRAY[d.id], convert_from(r.body, 'UTF8')"
                                + " FROM capture.rejected r, capture.delivery d WHERE r.id = " + id))
                .containsExactly("REPLAYED | ada | t | {\"a\": 1,\"a\":2}");
    }

    @Test
    void whatWasReplayedIsNotReplayedAgain() {
        var id = reject("{}".getBytes(StandardCharsets.UTF_8));
        replays().replay(List.of(id), null, "ada");

        assertThat(replays().replay(List.of(id), null, "bob"))
                .isEqualTo(new RejectedReplays.Result(0, 0, 0, List.of()));
        assertThat(replays().discard(List.of(id), "bob")).isZero();
        assertThat(ledger.rows("SELECT resolution, resolved_by FROM capture.rejected"))
                .containsExactly("REPLAYED | ada");
        assertThat(ledger.rows("SELECT id FROM capture.delivery")).hasSize(1);
    }

    @Test
    void marksArraysAndPackedBytesAreUnderstood() throws IOException {
        reject("\uFEFF{\"n\":1}".getBytes(StandardCharsets.UTF_8));
        reject("[{\"n\":2},{\"n\":3}]".getBytes(StandardCharsets.UTF_8));
        reject(gzip("{\"n\":4}"));

        assertThat(replays().replay(List.of(), Product.NUMBER_MASKING, "ada"))
                .isEqualTo(new RejectedReplays.Result(3, 3, 4, List.of()));
        assertThat(ledger.rows("SELECT product, body::text FROM capture.delivery ORDER BY id"))
                .containsExactly(
                        "number-masking | {\"n\":1}",
                        "number-masking | {\"n\":2}",
                        "number-masking | {\"n\":3}",
                        "number-masking | {\"n\":4}");
    }

    @Test
    void anotherEncodingOfUnicodeIsUnderstood() {
        reject("{\"n\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_16));
        reject("[{\"n\":2},{\"n\":3}]".getBytes(StandardCharsets.UTF_16LE));

        assertThat(replays().replay(List.of(), null, "ada")).isEqualTo(new RejectedReplays.Result(2, 2, 3, List.of()));
        assertThat(ledger.rows("SELECT body::text FROM capture.delivery ORDER BY id"))
                .containsExactly("{\"n\":\"\u00e9\"}", "{\"n\":2}", "{\"n\":3}");
    }

    @Test
    void whatStillCannotBeTakenStaysOpen() {
        var array = reject("[{\"n\":1},2]".getBytes(StandardCharsets.UTF_8));
        var bytes = reject(new byte[] {(byte) 0xff, 0x00});
        var deep = reject(("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
        reject("{}".getBytes(StandardCharsets.UTF_8));

        var result = replays().replay(List.of(), null, "ada");

        assertThat(result.replayed()).isEqualTo(4);
        assertThat(result.taken()).isEqualTo(1);
        assertThat(result.refused()).extracting(RejectedReplays.Refused::id).containsExactly(array, bytes, deep);
        assertThat(result.refused().get(1).reason()).isEqualTo("the body is not UTF-8");
        assertThat(result.refused().get(2).reason()).startsWith("PostgreSQL does not take it as JSON");
        assertThat(ledger.the(RejectedBodies.class).open()).isEqualTo(3);
        assertThat(ledger.rows("SELECT body::text FROM capture.delivery")).containsExactly("{}");
    }

    @Test
    void ofWhatIsDiscardedARecordStays() {
        var id = reject("nonsense".getBytes(StandardCharsets.UTF_8));

        assertThat(replays().discard(List.of(id), "ada")).isEqualTo(1);

        var entry = ledger.the(RejectedBodies.class).find(id).orElseThrow();
        assertThat(entry.resolution()).isEqualTo("DISCARDED");
        assertThat(entry.resolvedBy()).isEqualTo("ada");
        assertThat(entry.bytes()).isEqualTo(8);
        assertThat(ledger.rows("SELECT octet_length(body), body_sha256 = encode(sha256('nonsense'), 'hex')"
                        + " FROM capture.rejected"))
                .containsExactly("0 | t");
        assertThat(replays().replay(List.of(), null, "bob").replayed()).isZero();
    }

    @Test
    void aNumberThatThereIsNotIsTold() {
        var id = reject("{}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> replays().replay(List.of(id, 4711L), null, "ada"))
                .isInstanceOf(UserException.class)
                .hasMessage("Never rejected, or no longer kept: 4711. See: vss rejected list --all");
        assertThat(ledger.the(RejectedBodies.class).open()).isEqualTo(1);
    }

    private RejectedReplays replays() {
        return ledger.the(RejectedReplays.class);
    }

    private long reject(byte[] body) {
        return ledger.jdbc()
                .sql("INSERT INTO capture.rejected (received_at, reason, product, source, remote_addr, body)"
                        + " VALUES ('2026-03-02T08:00:00Z', 'made up: for a test', 'ivr', 'webhook', '192.0.2.1', :body)"
                        + " RETURNING id")
                .param("body", body)
                .query(Long.class)
                .single();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
