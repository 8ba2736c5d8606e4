package vssledger.report.xlsx.part;

/** CRC-32 of bytes whose parts have been read apart, as zlib's {@code crc32_combine} has it: a CRC is a remainder of polynomials. */
final class CombinedCrc {

    /** The lowest power first. */
    private static final int POLYNOMIAL = 0xEDB88320;

    private static final int ONE = 1 << 31;
    private static final int ONE_BYTE = ONE >>> 8;

    private CombinedCrc() {}

    /**
     * Of both parts, one behind the other.
     *
     * @param length of the second one, in bytes
     */
    static long of(long first, long second, long length) {
        return (multiply(shift(length), (int) first) ^ (int) second) & 0xFFFF_FFFFL;
    }

    /** What so many bytes behind it multiply a CRC by. */
    private static int shift(long bytes) {
        var product = ONE;
        var power = ONE_BYTE;
        for (var left = bytes; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                product = multiply(product, power);
            }
            power = multiply(power, power);
        }
        return product;
    }

    private static int multiply(int one, int other) {
        var product = 0;
        var shifted = other;
        for (var bit = ONE; bit != 0; bit >>>= 1) {
            if ((one & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
        }
        return product;
    }
}
