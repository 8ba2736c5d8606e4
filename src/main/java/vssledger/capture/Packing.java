package vssledger.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Content encodings in which a body may come. One that is not known is no reason to refuse it: a body is a body. */
enum Packing {
    NONE,
    GZIP,
    DEFLATE;

    static Packing of(@Nullable String contentEncoding) {
        return switch (contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> NONE;
        };
    }

    /**
     * What was packed, but not more than one byte over the limit: a bomb does not go off.
     *
     * @throws IOException if it is not packed so
     */
    byte[] unpack(byte[] packed, int limit) throws IOException {
        try (var in = unpacking(new ByteArrayInputStream(packed))) {
            return in.readNBytes(limit + 1);
        }
    }

    private InputStream unpacking(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, 8192);
            case DEFLATE -> new InflaterInputStream(packed);
        };
    }
}
