package vssledger.bench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import vssledger.platform.DateRange;

/** The report that all contenders export, as the peers read it. */
final class Detail {

    /** A folder with {@code reports}, as the ledger's home is one. */
    static final Path HOME = Path.of("src/bench/export");

    static final String REPORT = "call-detail";

    static final DateRange WARM_UP = DateRange.of(LocalDate.parse("2026-11-01"));
    static final DateRange RANGE = new DateRange(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-11"));

    /** What a column holds, for those who have to know. */
    enum Kind {
        TEXT,
        PHONE,
        DATE,
        TIME,
        INTEGER,
        DECIMAL,
        /** Whole seconds, in a workbook a time of day. */
        DURATION
    }

    record Column(String name, Kind kind) {}

    static final List<Column> COLUMNS = List.of(
            new Column("business_day", Kind.DATE),
            new Column("sub_account_id", Kind.TEXT),
            new Column("session_id", Kind.TEXT),
            new Column("leg", Kind.TEXT),
            new Column("call_id", Kind.TEXT),
            new Column("direction", Kind.TEXT),
            new Column("initiated_at", Kind.TIME),
            new Column("connected_at", Kind.TIME),
            new Column("disconnected_at", Kind.TIME),
            new Column("source", Kind.PHONE),
            new Column("destination", Kind.PHONE),
            new Column("source_country", Kind.TEXT),
            new Column("destination_country", Kind.TEXT),
            new Column("ref_id", Kind.TEXT),
            new Column("call_status", Kind.TEXT),
            new Column("call_seconds", Kind.DURATION),
            new Column("ring_seconds", Kind.INTEGER),
            new Column("mos", Kind.DECIMAL),
            new Column("packet_loss_rate", Kind.DECIMAL),
            new Column("jitter_ms", Kind.DECIMAL));

    private static final int FETCH_SIZE = 1_000;

    private Detail() {}

    /** The report's SQL, with the range in it. */
    static String sql(DateRange range) throws IOException {
        return Files.readString(HOME.resolve("reports").resolve(REPORT).resolve("query.sql"))
                .replace(":from", "DATE '" + range.from() + "'")
                .replace(":to", "DATE '" + range.to() + "'");
    }

    interface RowHandler {
        void row(ResultSet row) throws IOException, SQLException;
    }

    /** From a cursor, as the driver's manual recommends it for many rows. */
    static void read(String url, DateRange range, RowHandler handler) throws IOException, SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH_SIZE);
            handle(statement, range, handler);
        }
    }

    private static void handle(Statement statement, DateRange range, RowHandler handler)
            throws IOException, SQLException {
        try (var rows = statement.executeQuery(sql(range))) {
            while (rows.next()) {
                handler.row(rows);
            }
        }
    }

    /** Which reads times in UTC. */
    static Connection connect(String url) throws SQLException {
        var connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        return connection;
    }
}
