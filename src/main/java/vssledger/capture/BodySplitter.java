package vssledger.capture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vssledger.capture.store.ReceivedBody;
import vssledger.capture.store.TextEncoding;

/**
 * Cuts a file into the bodies it holds: one a line where its lines are JSON objects by themselves (NDJSON), else JSON
 * objects or arrays that follow one another, however they are laid out. Every byte that is not white space between bodies ends in
 * one of them, readable or not.
 */
final class BodySplitter {

    /** So many lines are looked at to tell the two layouts apart. */
    private static final int LINES_TO_TELL = 20;

    private BodySplitter() {}

    /** @throws IOException if the file cannot be read, or is not well-formed in the encoding that its first bytes show */
    static void split(InputStream file, Consumer<ReceivedBody> taker) throws IOException {
        try {
            splitText(buffered(TextEncoding.utf8(buffered(file))), taker);
        } catch (CharacterCodingException e) {
            throw new IOException("it begins as UTF-16 or UTF-32, but is none further on", e);
        }
    }

    private static BufferedInputStream buffered(InputStream in) {
        return in instanceof BufferedInputStream buffered ? buffered : new BufferedInputStream(in, 1 << 16);
    }

    private static void splitText(InputStream in, Consumer<ReceivedBody> taker) throws IOException {
        var head = new ArrayList<byte[]>();
        byte[] line;
        var lines = false;
        var goesOn = false;
        while (!lines && !goesOn && head.size() < LINES_TO_TELL && (line = readLine(in)) != null) {
            head.add(line);
            lines = ReceivedBody.of(line).flaw() == null;
            goesOn = !lines && goesOn(line);
        }
        if (lines) {
            head.forEach(first -> takeLine(first, taker));
            while ((line = readLine(in)) != null) {
                takeLine(line, taker);
            }
        } else {
            takeSequence(join(head, in), taker);
        }
    }

    /** Whether a line is the beginning of what ends on a later one: of an array, or of an object that is set out in lines. */
    private static boolean goesOn(byte[] line) {
        var text =
                new String(line, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        return text.startsWith("[")
                || (text.startsWith("{") && (text.endsWith("{") || text.endsWith("[") || text.endsWith(",")));
    }

    private static void takeLine(byte[] line, Consumer<ReceivedBody> taker) {
        if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            taker.accept(ReceivedBody.of(line));
        }
    }

    /** Objects one after the other: each ends where its brackets close, outside of strings. */
    private static void takeSequence(byte[] all, Consumer<ReceivedBody> taker) {
        var start = -1;
        var depth = 0;
        var inString = false;
        for (var i = 0; i < all.length; i++) {
            var c = all[i];
            if (start < 0 && c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                start = i;
            }
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
                taker.accept(ReceivedBody.of(Arrays.copyOfRange(all, start, i + 1)));
                start = -1;
            }
        }
        if (start >= 0) {
            taker.accept(ReceivedBody.of(Arrays.copyOfRange(all, start, all.length)));
        }
    }

    /** A line without its end, as bytes; null after the last. */
    private static byte @Nullable [] readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(2048);
        int c;
        while ((c = in.read()) != -1) {
            if (c == '\n') {
                return withoutCarriageReturn(line.toByteArray());
            }
            line.write(c);
        }
        return line.size() == 0 ? null : withoutCarriageReturn(line.toByteArray());
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        var ends = line.length > 0 && line[line.length - 1] == '\r';
        return ends ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static byte[] join(List<byte[]> head, InputStream rest) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var line : head) {
            all.write(line);
            all.write('\n');
        }
        rest.transferTo(all);
        return all.toByteArray();
    }
}
