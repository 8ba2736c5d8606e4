package vssledger.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a ledger keeps of IVR sessions and what it last reported of them, but not by which run. */
public final class LedgerContents {

    private LedgerContents() {}

    public static List<String> of(TestLedger ledger, Path home) throws IOException {
        var all = new ArrayList<String>();
        all.add(ledger.rows("SELECT f.* FROM fact.ivr_session f ORDER BY session_id")
                .toString());
        all.add(ledger.rows("SELECT l.* FROM fact.call_leg l ORDER BY session_id, leg")
                .toString());
        all.add(ledger.rows("SELECT n.* FROM fact.session_note n ORDER BY n::text")
                .toString());
        all.add(ledger.rows("SELECT delivery_id, outcome, business_day, session_id, content_digest, content_rank"
                        + " FROM parse.outcome ORDER BY 1")
                .toString());
        all.add(ledger.rows("SELECT delivery_id, reason, detail FROM parse.quarantine ORDER BY 1")
                .toString());
        all.add(ledger.rows("SELECT outcome, session_id FROM recon.result ORDER BY 1, 2")
                .toString());
        var folder = ledger.rows(
                        "SELECT from_day || '_' || to_day || '/edition-' || edition FROM report.edition ORDER BY edition DESC")
                .get(0);
        try (var files = Files.list(home.resolve("reports/out/" + folder))) {
            for (var csv : files.filter(file -> file.toString().endsWith(".csv"))
                    // both tell of the runs before that came to their end, of which there are more
                    .filter(file -> !file.endsWith("changes.csv") && !file.endsWith("restatement.csv"))
                    .sorted()
                    .toList()) {
                all.add(csv.getFileName() + "\n" + Files.readString(csv));
            }
        }
        return all;
    }
}
