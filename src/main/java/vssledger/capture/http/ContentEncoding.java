package vssledger.capture.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Content encodings in which a body may come. */
public enum ContentEncoding {
    NONE,
    GZIP,
    DEFLATE,
    /** One that nobody here understands. */
    UNKNOWN;

    private static final int SMALL = 512;

    static ContentEncoding of(@Nullable String contentEncoding) {
        return switch (contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "", "identity", "utf-8", "utf8" -> NONE; // the latter are no encodings, but can only mean one thing
            default -> UNKNOWN;
        };
    }

    /**
     * What was packed, but not more than one byte over the limit: a bomb does not go off.
     *
     * @throws IOException if it is not packed so, or something follows what was packed
     */
    public byte[] unpack(byte[] packed, int limit) throws IOException {
        return switch (this) {
            case NONE, UNKNOWN -> packed;
            case GZIP -> gunzip(packed, limit);
            case DEFLATE -> inflate(packed, limit);
        };
    }

    private static byte[] gunzip(byte[] packed, int limit) throws IOException {
        try (var in = new Gzip(new ByteArrayInputStream(packed), Math.max(SMALL, packed.length))) {
            var body = in.readNBytes(limit + 1);
            return requireEnd(body, body.length <= limit && in.isFollowed());
        }
    }

    private static byte[] inflate(byte[] packed, int limit) throws IOException {
        var inflater = new Inflater();
        try (var in =
                new InflaterInputStream(new ByteArrayInputStream(packed), inflater, Math.max(SMALL, packed.length))) {
            var body = in.readNBytes(limit + 1);
            return requireEnd(body, body.length <= limit && inflater.getRemaining() > 0);
        } finally {
            inflater.end();
        }
    }

    private static byte[] requireEnd(byte[] body, boolean isFollowed) throws IOException {
        if (isFollowed) {
            throw new IOException("Something follows what was packed");
        }
        return body;
    }
}
