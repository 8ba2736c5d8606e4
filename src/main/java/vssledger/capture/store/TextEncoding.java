package vssledger.capture.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.io.input.ReaderInputStream;

/**
 * The encodings in which a JSON text may come. RFC 8259 asks for UTF-8; the others are what older senders and editors write. The
 * first character of a JSON text is ASCII, so that the first bytes tell the encoding also if there is no byte order mark.
 */
public enum TextEncoding {
    UTF_8("UTF-8"),
    UTF_32LE("UTF-32LE"), // before UTF-16LE, whose byte order mark is the beginning of this one's
    UTF_32BE("UTF-32BE"),
    UTF_16LE("UTF-16LE"),
    UTF_16BE("UTF-16BE");

    private static final int LOOKED_AT = 4;

    private static final String MARK = "\uFEFF";

    private final Charset charset;

    TextEncoding(String name) {
        this.charset = Charset.forName(name);
    }

    /**
     * Returns the encoding of a text.
     *
     * @param bytes the beginning of the text, or all of it
     */
    public static TextEncoding of(byte[] bytes) {
        if (bytes.length < 2 || (isAscii(bytes[0]) && isAscii(bytes[1]))) {
            return UTF_8;
        }
        for (var encoding : values()) {
            if (encoding.markOf(bytes) > 0) {
                return encoding;
            }
        }
        return withoutMark(bytes);
    }

    private static TextEncoding withoutMark(byte[] bytes) {
        var isLong = bytes.length >= LOOKED_AT;
        if (bytes[0] == 0) {
            if (isAscii(bytes[1])) {
                return UTF_16BE;
            }
            return isLong && bytes[1] == 0 && bytes[2] == 0 && isAscii(bytes[3]) ? UTF_32BE : UTF_8;
        }
        if (isAscii(bytes[0]) && bytes[1] == 0) {
            return isLong && bytes[2] == 0 && bytes[3] == 0 ? UTF_32LE : UTF_16LE;
        }
        return UTF_8;
    }

    private static boolean isAscii(byte b) {
        return b > 0;
    }

    /** The length of the byte order mark with which they begin; 0 if there is none. */
    private int markOf(byte[] bytes) {
        if (bytes.length == 0 || isAscii(bytes[0])) {
            return 0;
        }
        var mark = MARK.getBytes(charset);
        var begins = bytes.length >= mark.length && Arrays.equals(mark, 0, mark.length, bytes, 0, mark.length);
        return begins ? mark.length : 0;
    }

    /** As people know it, such as {@code UTF-16LE}. */
    public String words() {
        return charset.name();
    }

    public Charset charset() {
        return charset;
    }

    /**
     * The text in UTF-8, without a byte order mark. What is taken for UTF-8 is not looked at any further.
     *
     * @throws CharacterCodingException if it is not well-formed
     */
    public byte[] utf8(byte[] text) throws CharacterCodingException {
        var begin = markOf(text);
        if (this == UTF_8) {
            return begin == 0 ? text : Arrays.copyOfRange(text, begin, text.length);
        }
        var characters = charset.newDecoder().decode(ByteBuffer.wrap(text, begin, text.length - begin));
        var utf8 = StandardCharsets.UTF_8
                .newEncoder()
                .encode(characters); // half of a pair, which UTF-32 can hold, is refused
        var bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        return bytes;
    }

    /**
     * A file as one in UTF-8. One that is taken for UTF-8 is left as it is.
     *
     * @throws IOException if its beginning cannot be read; while it is read, a {@link CharacterCodingException} if it is not well-formed
     */
    public static InputStream utf8(BufferedInputStream file) throws IOException {
        file.mark(LOOKED_AT);
        var beginning = file.readNBytes(LOOKED_AT);
        file.reset();
        var encoding = of(beginning);
        if (encoding == UTF_8) {
            return file;
        }
        file.skipNBytes(encoding.markOf(beginning));
        return ReaderInputStream.builder()
                .setReader(new InputStreamReader(file, encoding.charset.newDecoder()))
                .setCharsetEncoder(StandardCharsets.UTF_8.newEncoder())
                .get();
    }
}
