package vssledger.capture;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vssledger.capture.store.TextEncoding;

/** A body, for a person at a terminal or before a page: as it came, to the byte, and how it is read. */
public final class BodyText {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BodyText() {}

    /** A body as it came, and set out in lines as it is read, which knows of two equal keys only the last. */
    public static String of(String body) {
        return of("As it came", body);
    }

    /** The same of bytes, of which those that are no characters are written as {@code \\xE9}. */
    public static String of(byte[] body) {
        return of(body, UnaryOperator.identity());
    }

    /**
     * The same, with what is not for everybody hidden.
     *
     * @param hiding makes of the text of a body what may be seen of it
     */
    public static String of(byte[] body, UnaryOperator<String> hiding) {
        var encoding = TextEncoding.of(body);
        var came = encoding == TextEncoding.UTF_8 ? "As it came" : "As it came, in " + encoding.words();
        return of(came, hiding.apply(text(body)));
    }

    private static String of(String came, String body) {
        var line = System.lineSeparator();
        return came + ":" + line + visible(body) + line + line + read(body);
    }

    private static String read(String body) {
        var text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        try {
            return "As it is read:" + System.lineSeparator()
                    + visible(PRETTY.writeValueAsString(PRETTY.readTree(text)));
        } catch (JacksonException e) {
            return "It cannot be read as JSON.";
        }
    }

    /** Bytes as text, those that are no characters as {@code \\xE9}. */
    public static String text(byte[] body) {
        var encoding = TextEncoding.of(body);
        if (encoding != TextEncoding.UTF_8) {
            try {
                return new String(encoding.utf8(body), StandardCharsets.UTF_8);
            } catch (CharacterCodingException e) {
                return new String(body, encoding.charset()); // with U+FFFD for what is no character
            }
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(body);
        var out = CharBuffer.allocate(body.length + 1);
        var text = new StringBuilder(body.length);
        while (true) {
            var result = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (var i = 0; i < result.length(); i++) {
                text.append(String.format(Locale.ROOT, "\\x%02X", in.get()));
            }
            decoder.reset();
        }
    }

    /** With what a terminal would not show, or would obey, written out: {@code \\u001b}. */
    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                visible.append(c).append(text.charAt(++i));
            } else if ((Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.FORMAT) {
                visible.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                visible.append(c);
            }
        }
        return visible.toString();
    }
}
