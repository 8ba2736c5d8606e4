package vssledger.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vssledger.capture.SpoolDepth;
import vssledger.capture.SubAccountRhythm;
import vssledger.run.LedgerStatus;

/** What a person reads of the inbox and of who sends to it. */
class StatusTextTest {

    private static final Instant NOW = Instant.parse("2026-03-10T06:00:00Z");

    @Test
    void tellsSinceWhenDeliveriesWaitAndWhoIsSilent() {
        var inbox = new LedgerStatus.Inbox(12_345, 17, NOW.minusSeconds(7300), 2, 1, NOW.minusMillis(1500));
        var text = print(
                inbox,
                List.of(
                        new SubAccountRhythm(
                                "globex_otp", NOW.minusSeconds(90_000), 37, new SubAccountRhythm.Silence(1037)),
                        new SubAccountRhythm("acme", NOW.minusMillis(1500), 12_000, null)));

        assertThat(text).startsWith("""
                Inbox
                  deliveries  waiting for a run  waiting since               quarantined  rejected  newest arrival
                      12,345                 17  2026-03-10T03:58:20Z (2 h)            2         1  2026-03-10T05:59:58Z
                  REJECTED: 1 body was refused and kept (vss rejected list)

                Subaccounts (webhooks of the last 28 days)
                  subaccount  last delivery         age   last 24 h
                  globex_otp  2026-03-09T05:00:00Z  25 h         37  SILENT: usually at least 1,037 in this time
                  acme        2026-03-10T05:59:58Z  1 s      12,000

                Business days""");
    }

    @Test
    void tellsWhatIsNotInTheInboxYet() {
        var inbox = new LedgerStatus.Inbox(1, 0, null, 0, 0, NOW);

        assertThat(print(inbox, new SpoolDepth(1_200, NOW.minusSeconds(190)), List.of()))
                .contains("  SPOOL: 1,200 more wait on this machine for the database, the first for 3 min"
                        + " (vss serve carries them over)\n");
    }

    @Test
    void statusOfAnEmptyLedgerSaysSo() {
        assertThat(print(new LedgerStatus.Inbox(0, 0, null, 0, 0, null), List.of()))
                .startsWith("""
                Inbox
                  deliveries  waiting for a run  waiting since  quarantined  rejected  newest arrival
                           0                  0                           0         0  none yet

                Subaccounts (webhooks of the last 28 days)
                  none yet
                """);
    }

    @Test
    void leavesTheRestOfVeryManyToJson() {
        var accounts = IntStream.range(0, 103)
                .mapToObj(n -> new SubAccountRhythm("sub-" + n, NOW, 1, null))
                .toList();

        assertThat(print(new LedgerStatus.Inbox(0, 0, null, 0, 0, null), accounts))
                .contains("  sub-99 ", "\n  and 3 more (see: vss status --json)\n")
                .doesNotContain("sub-100");
    }

    private static String print(LedgerStatus.Inbox inbox, List<SubAccountRhythm> accounts) {
        return print(inbox, new SpoolDepth(0, null), accounts);
    }

    private static String print(LedgerStatus.Inbox inbox, SpoolDepth spool, List<SubAccountRhythm> accounts) {
        var text = new StringWriter();
        StatusText.print(
                new LedgerStatus.Status(NOW, inbox, spool, List.of(), accounts, List.of(), List.of(), List.of()),
                new PrintWriter(text));
        return text.toString();
    }
}
