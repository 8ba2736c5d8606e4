package vssledger.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vssledger.testing.TestDatabase;

/** What is written comes back from the server as the same values. */
class ColumnsTest {

    private record Row(
            @Nullable String text,
            byte @Nullable [] bytes,
            @Nullable Boolean bool,
            @Nullable Integer integer,
            @Nullable Long bigint,
            @Nullable BigDecimal numeric,
            @Nullable Instant time,
            @Nullable LocalDate date) {

        static final Row NOTHING = new Row(null, null, null, null, null, null, null, null);

        static Row of(@Nullable BigDecimal numeric) {
            return new Row(null, null, null, null, null, numeric, null, null);
        }
    }

    private static final Columns<Row> COLUMNS = Columns.<Row>none()
            .text("a_text", Row::text)
            .bytes("some_bytes", Row::bytes)
            .bool("a_bool", Row::bool)
            .integer("an_integer", Row::integer)
            .bigint("a_bigint", Row::bigint)
            .numeric("a_numeric", Row::numeric)
            .time("a_time", Row::time)
            .date("a_date", Row::date)
            .json("a_json", row -> row.text() == null ? null : "{\"a\":  1}".getBytes(StandardCharsets.UTF_8));

    @SuppressWarnings("NullAway.Init")
    private TestDatabase db;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        db = TestDatabase.fresh();
        connection = db.dataSource().getConnection();
        execute(
                "CREATE TABLE kept (n integer GENERATED ALWAYS AS IDENTITY, a_text text, some_bytes bytea, a_bool boolean,"
                        + " an_integer integer, a_bigint bigint, a_numeric numeric, a_time timestamptz, a_date date, a_json json)");
        execute("SET TIME ZONE 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        db.close();
    }

    @Test
    void aColumnOfEveryTypeIsCopied() throws SQLException {
        COLUMNS.copyInto(connection, "kept", List.of(full(), Row.NOTHING));

        assertThat(kept()).containsExactly(FULL, "null".concat(" | null".repeat(8)));
    }

    @Test
    void aColumnOfEveryTypeIsUnnested() throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO kept (" + COLUMNS.names() + ") SELECT * FROM unnest("
                        + "?::text[], ?::bytea[], ?::bool[], ?::int[], ?::bigint[], ?::numeric[], ?::timestamptz[], ?::date[], ?::json[])")) {
            var parameter = 1;
            for (var array : COLUMNS.arrays(connection, List.of(full(), Row.NOTHING))) {
                insert.setArray(parameter++, array);
            }
            insert.executeUpdate();
        }

        assertThat(kept()).containsExactly(FULL, "null".concat(" | null".repeat(8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0",
                "0.00000",
                "1",
                "-1",
                "10000",
                "9999",
                "99990000",
                "0.1",
                "-0.1",
                "4.3",
                "4.30",
                "0.0001",
                "0.00001",
                "1.2E+9",
                "1E+4",
                "123456789012345678901234567890.12345678901234567890",
                "-99999.99999"
            })
    void copiesDecimalsToTheDigit(String text) throws SQLException {
        COLUMNS.copyInto(connection, "kept", List.of(Row.of(new BigDecimal(text))));

        try (var rows = connection.createStatement().executeQuery("SELECT a_numeric FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(new BigDecimal(text).toPlainString());
        }
    }

    @Test
    void copiesMoreThanOneMessageHolds() throws SQLException {
        var rows = IntStream.range(0, 3_000)
                .mapToObj(n -> new Row("x".repeat(100), null, null, n, null, null, null, null))
                .toList();

        COLUMNS.copyInto(connection, "kept", rows);

        assertThat(query("SELECT count(*), sum(an_integer), sum(length(a_text)) FROM kept"))
                .containsExactly("3000 | 4498500 | 300000");
    }

    @Test
    void aRefusedRowKeepsAllOut() throws SQLException {
        execute("ALTER TABLE kept ADD CHECK (an_integer < 3)");
        var rows = Stream.of(1, 2, 3)
                .map(n -> new Row(null, null, null, n, null, null, null, null))
                .toList();

        assertThatThrownBy(() -> COLUMNS.copyInto(connection, "kept", rows))
                .hasMessageContaining("kept_an_integer_check");

        assertThat(query("SELECT count(*) FROM kept"))
                .as("the connection goes on")
                .containsExactly("0");
    }

    private static final String FULL =
            "Zoë 👋 | \\x00ff0a | t | -5 | 9007199254740993 | 12.340 | 2026-03-02 08:00:00.123456+00"
                    + " | 1999-12-31 | {\"a\":  1}";

    private static Row full() {
        return new Row(
                "Zoë 👋",
                new byte[] {0, (byte) 0xff, '\n'},
                true,
                -5,
                9_007_199_254_740_993L,
                new BigDecimal("12.340"),
                Instant.parse("2026-03-02T08:00:00.123456Z"),
                LocalDate.parse("1999-12-31"));
    }

    private List<String> kept() throws SQLException {
        return query("SELECT " + COLUMNS.names() + " FROM kept ORDER BY n");
    }

    private List<String> query(String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                lines.add(String.join(" | ", cells));
            }
            return lines;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
