package vssledger.bench.scale;

import java.util.concurrent.Callable;

/** Measures what children of this process and the database take for a piece of work. */
final class Meter {

    private final MeasuredLedger ledger;
    private final long postmaster;

    Meter(MeasuredLedger ledger) throws Exception {
        this.ledger = ledger;
        this.postmaster = ledger.number("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint")
                .longValue();
    }

    /** @param work that tells how many seconds it took */
    Costs of(Step step, Callable<Double> work) throws Exception {
        var wal = wal();
        var database = ProcessTree.cpuSeconds(postmaster);
        var java = ofLedger();
        var costs =
                new Costs(work.call(), ofLedger() - java, ProcessTree.cpuSeconds(postmaster) - database, wal() - wal);
        System.err.printf(
                "  %s: %.1f s, %.1f s of the processors, %.1f of them PostgreSQL, WAL %,d MB%n",
                step, costs.seconds(), costs.cpuSeconds(), costs.databaseSeconds(), costs.walBytes() / 1_000_000);
        return costs;
    }

    private long wal() throws Exception {
        return ledger.number("SELECT pg_current_wal_lsn() - '0/0'").longValue();
    }

    /** The database may be a child of this process, too. */
    private double ofLedger() {
        var here = ProcessHandle.current();
        var all = ProcessTree.cpuSecondsOfChildren(here.pid());
        return here.descendants().anyMatch(child -> child.pid() == postmaster)
                ? all - ProcessTree.cpuSeconds(postmaster)
                : all;
    }
}
