package vssledger.report.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Bytes of a file that grows with the data, on their way through a buffer. */
public final class ByteWriter implements AutoCloseable {

    private static final int ROOM = 1 << 18;

    private final Path file;
    private final OutputStream out;
    private final byte[] buffer = new byte[ROOM];
    private int length;

    /**
     * Writes to this stream.
     *
     * @param file for messages
     */
    public ByteWriter(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    public void put(int b) {
        if (length == ROOM) {
            flush();
        }
        buffer[length++] = (byte) b;
    }

    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** @param to exclusive */
    void put(byte[] bytes, int from, int to) {
        var count = to - from;
        if (ROOM - length < count) {
            flush();
            if (count > ROOM) {
                send(bytes, from, count);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    /** Short text. */
    @SuppressWarnings("deprecation")
    public // the one way to copy its bytes without making them first
    void putAscii(String text) {
        if (ROOM - length < text.length()) {
            flush();
        }
        text.getBytes(0, text.length(), buffer, length);
        length += text.length();
    }

    private void flush() {
        send(buffer, 0, length);
        length = 0;
    }

    private void send(byte[] bytes, int from, int count) {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try (out) {
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
