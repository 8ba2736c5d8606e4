package vssledger.platform.db;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * The columns that rows of one kind fill, each with its name, its type and where its value comes from; and the two ways of
 * getting many rows to PostgreSQL at once: COPY, and arrays for a statement that unnests them. Values go as the server
 * writes them itself, so text and bodies arrive byte for byte. A value may be null.
 *
 * @param <T> what a row is made of
 */
public final class Columns<T> {

    private static final byte[] COPY_HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int COPY_END = -1;
    private static final int COPY_PART = 1 << 16;
    private static final int ARRAY_ROOM = 32;

    @SuppressWarnings("ImmutableEnumChecker") // its writings hold nothing
    private enum Type {
        TEXT(Oid.TEXT, Oid.TEXT_ARRAY, (out, value) -> out.text((String) value), String.class),
        JSON(Oid.JSON, Oid.JSON_ARRAY, (out, value) -> out.bytes((byte[]) value), byte[].class),
        BYTES(Oid.BYTEA, Oid.BYTEA_ARRAY, (out, value) -> out.bytes((byte[]) value), byte[].class),
        BOOL(Oid.BOOL, Oid.BOOL_ARRAY, (out, value) -> out.bool((Boolean) value), Boolean.class),
        INTEGER(Oid.INT4, Oid.INT4_ARRAY, (out, value) -> out.integer((Integer) value), Integer.class),
        BIGINT(Oid.INT8, Oid.INT8_ARRAY, (out, value) -> out.bigint((Long) value), Long.class),
        NUMERIC(Oid.NUMERIC, Oid.NUMERIC_ARRAY, (out, value) -> out.numeric((BigDecimal) value), BigDecimal.class),
        TIME(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, (out, value) -> out.time((Instant) value), OffsetDateTime.class),
        DATE(Oid.DATE, Oid.DATE_ARRAY, (out, value) -> out.date((LocalDate) value), LocalDate.class);

        private final int oid;
        private final int arrayOid;
        private final Writing writing;
        private final Class<?> read;

        Type(int oid, int arrayOid, Writing writing, Class<?> read) {
            this.oid = oid;
            this.arrayOid = arrayOid;
            this.writing = writing;
            this.read = read;
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(BinaryValues out, @Nullable Object value);
    }

    private record Column<T>(String name, Type type, Function<T, ? extends @Nullable Object> value) {

        void write(BinaryValues out, T row) {
            type.writing.write(out, value.apply(row));
        }
    }

    private final List<Column<T>> columns;

    private Columns(List<Column<T>> columns) {
        this.columns = columns;
    }

    public static <T> Columns<T> none() {
        return new Columns<>(List.of());
    }

    public Columns<T> text(String name, Function<T, @Nullable String> value) {
        return and(name, Type.TEXT, value);
    }

    /** Text in UTF-8 that PostgreSQL takes for JSON. */
    public Columns<T> json(String name, Function<T, byte @Nullable []> value) {
        return and(name, Type.JSON, value);
    }

    public Columns<T> bytes(String name, Function<T, byte @Nullable []> value) {
        return and(name, Type.BYTES, value);
    }

    public Columns<T> bool(String name, Function<T, @Nullable Boolean> value) {
        return and(name, Type.BOOL, value);
    }

    public Columns<T> integer(String name, Function<T, @Nullable Integer> value) {
        return and(name, Type.INTEGER, value);
    }

    public Columns<T> bigint(String name, Function<T, @Nullable Long> value) {
        return and(name, Type.BIGINT, value);
    }

    public Columns<T> numeric(String name, Function<T, @Nullable BigDecimal> value) {
        return and(name, Type.NUMERIC, value);
    }

    /** In whole microseconds. */
    public Columns<T> time(String name, Function<T, @Nullable Instant> value) {
        return and(name, Type.TIME, value);
    }

    public Columns<T> date(String name, Function<T, @Nullable LocalDate> value) {
        return and(name, Type.DATE, value);
    }

    /** These columns, and those of a part of the row behind them. */
    public <P> Columns<T> and(Columns<P> others, Function<T, P> part) {
        return others.columns.stream()
                .reduce(
                        this,
                        (all, c) -> all.and(c.name(), c.type(), row -> c.value().apply(part.apply(row))),
                        (one, other) -> other);
    }

    private Columns<T> and(String name, Type type, Function<T, ? extends @Nullable Object> value) {
        var all = new ArrayList<>(columns);
        all.add(new Column<>(name, type, value));
        return new Columns<>(List.copyOf(all));
    }

    /** What a row has in each of them, by name, in their order. */
    public Map<String, @Nullable Object> valuesOf(T row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        columns.forEach(column -> values.put(column.name(), column.value().apply(row)));
        return values;
    }

    /** What a row of the database has in each of them, as {@link #valuesOf} tells what would be written. */
    public Map<String, @Nullable Object> valuesOf(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var column : columns) {
            var value = row.getObject(column.name(), column.type().read);
            values.put(column.name(), value instanceof OffsetDateTime time ? time.toInstant() : value);
        }
        return values;
    }

    /** Their names, as a statement lists them. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** Adds these rows to a table, all of them or, where one is refused, none. */
    public void copyInto(Connection connection, String table, Collection<? extends T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + names() + ") FROM STDIN (FORMAT binary)");
        try {
            var out = new BinaryValues(2 * COPY_PART);
            out.raw(COPY_HEADER);
            for (var row : rows) {
                out.int2(columns.size());
                columns.forEach(column -> column.write(out, row));
                if (out.length() >= COPY_PART) {
                    copy.writeToCopy(out.shared(), 0, out.length());
                    out.clear();
                }
            }
            out.int2(COPY_END);
            copy.writeToCopy(out.shared(), 0, out.length());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** An array a column, in the order of the columns. */
    public List<Array> arrays(Connection connection, List<? extends T> rows) throws SQLException {
        var arrays = new ArrayList<Array>();
        for (var column : columns) {
            var out = new BinaryValues(ARRAY_ROOM + ARRAY_ROOM * rows.size());
            out.int4(1); // dimension
            out.int4(1); // nulls may occur
            out.int4(column.type().oid);
            out.int4(rows.size());
            out.int4(1); // the first has number 1
            rows.forEach(row -> column.write(out, row));
            arrays.add(new PgArray(connection.unwrap(BaseConnection.class), column.type().arrayOid, out.toByteArray()));
        }
        return arrays;
    }
}
