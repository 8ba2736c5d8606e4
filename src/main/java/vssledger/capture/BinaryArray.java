package vssledger.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Arrays as PostgreSQL itself writes them: bodies go to the server byte for byte, with nothing quoted on this side and
 * nothing unquoted on the other.
 */
final class BinaryArray {

    private static final long SECONDS_TO_2000 =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private BinaryArray() {}

    static <T> Array texts(Connection connection, List<T> rows, Function<T, @Nullable String> text)
            throws SQLException {
        return array(connection, Oid.TEXT, Oid.TEXT_ARRAY, rows, row -> {
            var value = text.apply(row);
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        });
    }

    static <T> Array jsons(Connection connection, List<T> rows, Function<T, byte[]> json) throws SQLException {
        return array(connection, Oid.JSON, Oid.JSON_ARRAY, rows, json);
    }

    static <T> Array bytes(Connection connection, List<T> rows, Function<T, byte[]> bytes) throws SQLException {
        return array(connection, Oid.BYTEA, Oid.BYTEA_ARRAY, rows, bytes);
    }

    /** Times in whole microseconds, as the server keeps them. */
    static <T> Array times(Connection connection, List<T> rows, Function<T, Instant> time) throws SQLException {
        return array(connection, Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, rows, row -> {
            var instant = time.apply(row);
            var micros = (instant.getEpochSecond() - SECONDS_TO_2000) * 1_000_000 + instant.getNano() / 1_000;
            return ByteBuffer.allocate(Long.BYTES).putLong(micros).array();
        });
    }

    private static <T> Array array(
            Connection connection, int element, int array, List<T> rows, Function<T, byte @Nullable []> encoding)
            throws SQLException {
        var values = rows.stream().map(encoding).toList();
        var length = 5 * Integer.BYTES;
        for (var value : values) {
            length += Integer.BYTES + (value == null ? 0 : value.length);
        }
        var out = ByteBuffer.allocate(length);
        out.putInt(1).putInt(1).putInt(element).putInt(values.size()).putInt(1);
        for (var value : values) {
            if (value == null) {
                out.putInt(-1);
            } else {
                out.putInt(value.length).put(value);
            }
        }
        return new PgArray(connection.unwrap(BaseConnection.class), array, out.array());
    }
}
