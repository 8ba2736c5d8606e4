package vssledger.platform.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of PostgreSQL on which the ledger relies. Each of its connections makes them itself, since the server, the database
 * and the role may have others: a time limit for web requests, serializable transactions, commits that do not wait for the disk.
 */
public final class SessionSettings {

    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("default_transaction_isolation", "read committed"),
            Map.entry("default_transaction_read_only", "off"),
            Map.entry("default_transaction_deferrable", "off"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("statement_timeout", "0"),
            Map.entry("lock_timeout", "0"),
            Map.entry("transaction_timeout", "0"),
            Map.entry("idle_in_transaction_session_timeout", "0"),
            Map.entry("idle_session_timeout", "0"),
            Map.entry("search_path", "public"),
            Map.entry("TimeZone", "UTC"),
            Map.entry("DateStyle", "ISO, MDY"),
            Map.entry("IntervalStyle", "postgres"),
            Map.entry("bytea_output", "hex"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("transform_null_equals", "off"),
            Map.entry("row_security", "on"));

    private SessionSettings() {}

    /** Returns the statement that makes these settings of a connection. */
    public static String sql() {
        return sql(Map.of());
    }

    /**
     * Returns the statement that makes these settings of a connection, and others.
     *
     * @param others by name, in place of those that every connection has
     */
    public static String sql(Map<String, String> others) {
        var all = new LinkedHashMap<>(OURS);
        all.putAll(others);
        return all.entrySet().stream()
                .map(setting -> "('" + setting.getKey() + "', '" + setting.getValue() + "')")
                .sorted()
                .collect(Collectors.joining(
                        ", ",
                        "SELECT set_config(name, ours, false) FROM (VALUES ",
                        ") AS wanted (name, ours) JOIN pg_catalog.pg_settings USING (name) WHERE setting <> ours"
                                // local, remote_write and remote_apply are choices, too, that lose nothing at a crash
                                + " AND (name <> 'synchronous_commit' OR setting = 'off')"));
    }
}
