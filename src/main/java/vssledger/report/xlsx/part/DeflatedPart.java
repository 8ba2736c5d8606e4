package vssledger.report.xlsx.part;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Deflates one part of a ZIP file's entry apart from the others: the parts one behind the other are the entry's bytes, as if they had
 * been deflated in one.
 */
final class DeflatedPart extends OutputStream {

    /** Half the time of the usual one, for a tenth more bytes. */
    private static final int LEVEL = 3;

    private static final int ROOM = 1 << 16;

    private final OutputStream out;
    private final boolean isLast;
    private final Deflater deflater = new Deflater(LEVEL, true);
    private final CRC32 crc = new CRC32();
    private final byte[] room = new byte[ROOM];
    private long length;
    private long deflatedLength;
    private boolean isClosed;

    DeflatedPart(OutputStream out, boolean isLast) {
        this.out = out;
        this.isLast = isLast;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        crc.update(bytes, from, count);
        length += count;
        deflater.setInput(bytes, from, count);
        deflate(Deflater.NO_FLUSH);
    }

    private void deflate(int flush) throws IOException {
        int count;
        do {
            count = deflater.deflate(room, 0, ROOM, flush);
            out.write(room, 0, count);
            deflatedLength += count;
        } while (count == ROOM);
    }

    /** To whole bytes; the last part ends the entry. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (out) {
            if (isLast) {
                deflater.finish();
            }
            deflate(isLast ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        } finally {
            deflater.end();
        }
    }

    /** Of what was written. */
    long length() {
        return length;
    }

    long deflatedLength() {
        return deflatedLength;
    }

    long crc() {
        return crc.getValue();
    }
}
