package vssledger.platform.db;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values as PostgreSQL itself writes them, one after the other, each with its length in front: what arrays and COPY are
 * made of. The server has nothing to unquote and nothing to parse.
 */
final class BinaryValues {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long EPOCH_SECOND = EPOCH.getEpochSecond();
    private static final long EPOCH_DAY = LocalDate.parse("2000-01-01").toEpochDay();
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int NUMERIC_DIGITS = 4;
    private static final int NEGATIVE = 0x4000;

    private byte[] bytes;
    private int length;

    /** @param room for so many bytes at first */
    BinaryValues(int room) {
        this.bytes = new byte[room];
    }

    int length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written since the last clearing; the array behind it is used again. */
    byte[] shared() {
        return bytes;
    }

    void clear() {
        length = 0;
    }

    void nothing() {
        int4(-1);
    }

    void text(@Nullable String value) {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte @Nullable [] value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(value.length);
        raw(value);
    }

    void bool(@Nullable Boolean value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(1);
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void integer(@Nullable Integer value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(Integer.BYTES);
        int4(value);
    }

    void bigint(@Nullable Long value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(Long.BYTES);
        int8(value);
    }

    /** In whole microseconds, as the server keeps it. */
    void time(@Nullable Instant value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(Long.BYTES);
        int8((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
    }

    void date(@Nullable LocalDate value) {
        if (value == null) {
            nothing();
            return;
        }
        int4(Integer.BYTES);
        int4((int) (value.toEpochDay() - EPOCH_DAY));
    }

    /** In groups of four decimal digits, the point between two of them, as many digits behind it as the value has. */
    void numeric(@Nullable BigDecimal value) {
        if (value == null) {
            nothing();
            return;
        }
        var scaled = value.scale() < 0 ? value.setScale(0) : value;
        var fractionGroups = (scaled.scale() + NUMERIC_DIGITS - 1) / NUMERIC_DIGITS;
        var left = scaled.unscaledValue()
                .abs()
                .multiply(BigInteger.TEN.pow(fractionGroups * NUMERIC_DIGITS - scaled.scale()));
        var groups = new short[left.bitLength() / 13 + 1];
        var count = 0;
        while (left.signum() > 0) {
            var parts = left.divideAndRemainder(NUMERIC_BASE);
            groups[count++] = parts[1].shortValue();
            left = parts[0];
        }
        int4(4 * Short.BYTES + count * Short.BYTES);
        int2(count);
        int2(count - fractionGroups - 1);
        int2(scaled.signum() < 0 ? NEGATIVE : 0);
        int2(scaled.scale());
        while (count > 0) {
            int2(groups[--count]);
        }
    }

    void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void int2(int value) {
        room(Short.BYTES);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    void int4(int value) {
        room(Integer.BYTES);
        bytes[length++] = (byte) (value >> 24);
        bytes[length++] = (byte) (value >> 16);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void int8(long value) {
        int4((int) (value >> 32));
        int4((int) value);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
