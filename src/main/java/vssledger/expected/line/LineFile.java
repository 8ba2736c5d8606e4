package vssledger.expected.line;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import vssledger.expected.format.SourceFormat;
import vssledger.expected.partition.FileCutter;
import vssledger.platform.UserException;

/** A file of lines, read in flat memory: CSV with a header or NDJSON; gzip or not. */
public final class LineFile {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** More bytes than the first characters have by which a text is known. */
    private static final int BEGINNING = 1 << 19;

    private static final int PACKED_TO = 8;

    private final Path file;
    private final Path content;
    private final SourceFormat format;

    public LineFile(Path file, SourceFormat format) {
        this(file, file, format);
    }

    /**
     * A file, read from a copy of it.
     *
     * @param file what it is called where something is wrong with it
     * @param content where its text lies
     */
    public LineFile(Path file, Path content, SourceFormat format) {
        this.file = file;
        this.content = content;
        this.format = format;
    }

    /**
     * Hands over every line.
     *
     * @param read told how many bytes were read by then, now and then
     * @throws UserException if the file is no text, or not one of this format
     */
    public void forEach(LongConsumer read, Rejections rejections, Consumer<Line> taker) {
        try (var in = unpacked(read);
                var text = LineText.reader(in)) {
            var lines = text(rejections);
            lines.forEach(lines.kind(text), text, taker);
        } catch (UncheckedIOException | IOException e) {
            throw LineText.unreadable(file, e);
        }
    }

    /**
     * Cuts it into partitions, and returns of what kind they are.
     *
     * @param size bytes of a partition, at least, but for the last
     * @param read told how many bytes were read by then, now and then
     * @throws UserException if the file is no text, or not one of this format
     */
    public LineText.Kind cut(int size, LongConsumer read, FileCutter.Taker taker) {
        try (var in = new BufferedInputStream(unpacked(read), 1 << 16)) {
            passByteOrderMark(in);
            in.mark(BEGINNING);
            // what is no UTF-8 is told by whoever reads it all
            var beginning = new BufferedReader(
                    new InputStreamReader(new ByteArrayInputStream(in.readNBytes(BEGINNING)), StandardCharsets.UTF_8),
                    1 << 16);
            in.reset();
            var kind = text(new Rejections()).kind(beginning);
            new FileCutter(kind, size, taker).cut(in);
            return kind;
        } catch (UncheckedIOException | IOException e) {
            throw LineText.unreadable(file, e);
        }
    }

    private LineText text(Rejections rejections) {
        return new LineText(file, format, 0, rejections);
    }

    /** About how many bytes it has once it is unpacked. */
    public long size() {
        var size = content.toFile().length();
        try (var in = Files.newInputStream(content)) {
            return isPacked(in) ? size * PACKED_TO : size;
        } catch (IOException e) {
            throw LineText.unreadable(file, e);
        }
    }

    private InputStream unpacked(LongConsumer read) throws IOException {
        var raw = new BufferedInputStream(new Counted(Files.newInputStream(content), read), 1 << 16);
        raw.mark(2);
        var packed = isPacked(raw);
        raw.reset();
        return packed ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static boolean isPacked(InputStream in) throws IOException {
        return in.read() == 0x1f && in.read() == 0x8b;
    }

    private static void passByteOrderMark(InputStream in) throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.reset();
        }
    }

    private static final class Counted extends FilterInputStream {

        private final LongConsumer read;
        private long sum;

        Counted(InputStream in, LongConsumer read) {
            super(in);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            read.accept(++sum);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            sum += Math.max(count, 0);
            read.accept(sum);
            return count;
        }
    }
}
