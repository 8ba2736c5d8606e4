package vssledger.bench.scale;

/**
 * What one step took.
 *
 * @param seconds from its beginning to its end
 * @param javaSeconds of the processors, of all processes of the ledger, their start included
 * @param databaseSeconds of the processors, of PostgreSQL
 * @param walBytes that PostgreSQL wrote to its log
 */
record Costs(double seconds, double javaSeconds, double databaseSeconds, long walBytes) {

    /** Of the processors. */
    double cpuSeconds() {
        return javaSeconds + databaseSeconds;
    }
}
