package vssledger.expected;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import vssledger.platform.UserError;

/** A file of lines, read one by one in flat memory: CSV with a header, NDJSON or a workbook; gzip or not. */
final class LineFile {

    private static final byte[] WORKBOOK = {'P', 'K', 3, 4};
    private static final byte[] OLD_WORKBOOK = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private final Path file;
    private final Format format;
    private final Rejections rejections;
    private final LongConsumer read;

    /** @param read told how many bytes were read, now and then */
    LineFile(Path file, Format format, Rejections rejections, LongConsumer read) {
        this.read = read;
        this.file = file;
        this.format = format;
        this.rejections = rejections;
    }

    /**
     * Hands over every line.
     *
     * @throws UserError if the file is no text, or not one of this format
     */
    void forEach(Consumer<Line> taker) {
        if (isWorkbook()) {
            workbook(taker);
            return;
        }
        try (var in = unpacked();
                var text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16)) {
            switch (firstCharacter(text)) {
                case '{' -> json(text, taker);
                case '[' ->
                    throw new UserError(file + " is a JSON array. Write its objects one a line, without the brackets"
                            + " around them. Nothing of it was imported.");
                default -> new CsvLines(file, format.requiredColumns(), rejections).forEach(text, taker);
            }
        } catch (CsvParseException e) {
            throw new UserError(file + " is no CSV file: " + sentence(e) + ". Nothing of it was imported.", e);
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(e);
        }
    }

    private void json(BufferedReader text, Consumer<Line> taker) throws IOException {
        if (format.isOnlyCsv()) {
            throw new UserError(
                    file + " is JSON, and a file of " + format.source().code()
                            + " is CSV. Is it the file that --source says? Nothing of it was imported.");
        }
        new JsonLines(rejections).forEach(text, taker);
    }

    private boolean isWorkbook() {
        try (var in = Files.newInputStream(file)) {
            var first = in.readNBytes(WORKBOOK.length);
            if (Arrays.equals(first, OLD_WORKBOOK)) {
                throw new UserError(file
                        + " is an old workbook, or one with a password. Save it as .xlsx without one. Nothing of it was"
                        + " imported.");
            }
            return Arrays.equals(first, WORKBOOK);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void workbook(Consumer<Line> taker) {
        if (format.isOnlyCsv()) {
            throw new UserError(
                    file + " is a workbook, and a file of " + format.source().code()
                            + " is CSV. Import the file that 8x8 made: a spreadsheet rounds its ids and numbers. Nothing of it was"
                            + " imported.");
        }
        try {
            new WorkbookLines(file, format.requiredColumns(), rejections).forEach(taker);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream unpacked() throws IOException {
        var raw = new BufferedInputStream(new Counted(Files.newInputStream(file), read), 1 << 16);
        raw.mark(2);
        var packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return packed ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    /** The first that is no blank; passes over a byte order mark. */
    private static int firstCharacter(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        text.mark(1 << 10);
        var first = text.read();
        while (first >= 0 && Character.isWhitespace(first)) {
            first = text.read();
        }
        text.reset();
        return first;
    }

    private UserError unreadable(Exception e) {
        var cause = e.getCause() instanceof IOException io ? io : e;
        return cause instanceof CharacterCodingException
                ? new UserError(file + " is no text in UTF-8. Save it as CSV in UTF-8. Nothing of it was imported.", e)
                : new UserError(file + " cannot be read (" + cause.getMessage() + "). Nothing of it was imported.", e);
    }

    private static String sentence(CsvParseException e) {
        var message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return String.valueOf(message).replaceFirst("\\.$", "");
    }

    private static final class Counted extends FilterInputStream {

        private final LongConsumer read;

        Counted(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            read.accept(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            read.accept(Math.max(count, 0));
            return count;
        }
    }
}
