package vssledger.cli;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A body, for a person at a terminal: as it came, to the byte, and how it is read. */
final class BodyText {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BodyText() {}

    /** A body that is JSON: as it came, and set out in lines as it is read, which knows of two equal keys only the last. */
    static String of(String body) {
        var came = "As it came:" + System.lineSeparator() + visible(body);
        try {
            return came + System.lineSeparator() + System.lineSeparator() + "As it is read:" + System.lineSeparator()
                    + visible(PRETTY.writeValueAsString(PRETTY.readTree(body)));
        } catch (JacksonException e) {
            return came + System.lineSeparator() + System.lineSeparator() + "It cannot be read as JSON.";
        }
    }

    /** The same of bytes, of which those that are not UTF-8 are written as {@code \\xE9}. */
    static String of(byte[] body) {
        return of(text(body));
    }

    /** Bytes as text, those that are not UTF-8 as {@code \\xE9}. */
    static String text(byte[] body) {
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
