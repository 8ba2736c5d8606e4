package vssledger.capture.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip, and tells whether something else follows it, which Java passes over in silence. */
public final class Gzip extends GZIPInputStream {

    /** Check sum and length, behind what is packed. */
    private static final int TRAILER = 8;

    private final InputStream packed;

    /**
     * Reads the header of the packed bytes.
     *
     * @param packed to be unpacked
     * @param buffer bytes that are read at once; where all are, no byte that follows is overlooked
     * @throws IOException if it does not begin as gzip does
     */
    public Gzip(InputStream packed, int buffer) throws IOException {
        super(packed, buffer);
        this.packed = packed;
    }

    /** Whether something follows; to be asked once all was read. */
    public boolean isFollowed() throws IOException {
        return inf.getRemaining() > TRAILER || packed.read() >= 0;
    }
}
