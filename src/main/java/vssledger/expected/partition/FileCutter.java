package vssledger.expected.partition;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import vssledger.expected.line.CsvLines;
import vssledger.expected.line.LineText;

/**
 * Cuts a text into partitions, each of whole records, and numbers their lines, both as those do who read it: fields in quotes hold line
 * ends, and CR, LF and CR LF each end a line. It works on bytes, since what it looks for is no part of any other character in UTF-8.
 */
public final class FileCutter {

    /** A record beyond this is refused by whoever reads it, wherever it is cut. */
    private static final int LONGEST_RECORD = 4 * CsvLines.LONGEST_RECORD + (1 << 20);

    private final boolean isCsv;
    private final LineText.Kind kind;
    private final int size;
    private final Taker taker;

    private byte[] bytes = new byte[1 << 16];
    private int begin;
    private int end;
    private long line = 1;
    private long firstLine = 1;

    private Field field = Field.NEW;
    private boolean wasReturn;
    private boolean isBetween;
    private boolean isEmpty = true;
    private boolean hasHead;

    private enum Field {
        NEW,
        PLAIN,
        IN_QUOTES,
        AFTER_QUOTES
    }

    /** Takes partitions, in their order. */
    public interface Taker {

        /** Of a CSV file, before all partitions: all up to its header's end, and how many lines that is. */
        void head(LineText.Kind kind, byte[] bytes, long lines);

        /**
         * Of whole records.
         *
         * @param firstLine number of its first line in the text, from 1
         */
        void partition(byte[] bytes, long firstLine);
    }

    /**
     * Makes a cutter for one file.
     *
     * @param size bytes of a partition, at least, but for the last
     */
    public FileCutter(LineText.Kind kind, int size, Taker taker) {
        this.isCsv = kind != LineText.Kind.NDJSON;
        this.kind = kind;
        this.size = size;
        this.taker = taker;
        this.hasHead = !isCsv;
    }

    public void cut(InputStream in) throws IOException {
        var at = 0;
        while (fill(in)) {
            for (at = Math.max(at, begin); at < end; at++) {
                next(bytes[at], at);
            }
            if (isCsv && end - begin > size + LONGEST_RECORD) {
                break; // whoever reads what there is by now refuses it
            }
            at -= keepFromBegin();
        }
        if (!hasHead) {
            head(end);
        } else if (begin < end) {
            partition(end);
        }
    }

    private boolean fill(InputStream in) throws IOException {
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        var count = in.read(bytes, end, bytes.length - end);
        end += Math.max(count, 0);
        return count >= 0;
    }

    /**
     * Makes room where what was handed over lies.
     *
     * @return by how much all moved
     */
    private int keepFromBegin() {
        var moved = begin;
        if (moved > 0) {
            System.arraycopy(bytes, begin, bytes, 0, end - begin);
            end -= moved;
            begin = 0;
        }
        return moved;
    }

    private void next(byte b, int at) {
        if (b == '\n' && wasReturn) {
            wasReturn = false; // of the same line end
            return;
        }
        wasReturn = b == '\r';
        if (isBetween) {
            between(at);
        }
        var isLineEnd = b == '\n' || b == '\r';
        if (isLineEnd) {
            line++;
        }
        if (field == Field.IN_QUOTES) {
            field = b == '"' ? Field.AFTER_QUOTES : Field.IN_QUOTES;
        } else if (isLineEnd) {
            isBetween = true;
            field = Field.NEW;
        } else {
            isEmpty = false;
            field = within(b);
        }
    }

    private Field within(byte b) {
        if (!isCsv) {
            return Field.PLAIN;
        }
        if (b == kind.separator()) {
            return Field.NEW;
        }
        if (b == '"' && field != Field.PLAIN) {
            return Field.IN_QUOTES;
        }
        return field == Field.NEW ? Field.PLAIN : field;
    }

    /** A record has ended before this place, and another begins. */
    private void between(int at) {
        isBetween = false;
        if (!hasHead && !isEmpty) {
            head(at);
        } else if (hasHead && at - begin >= size) {
            partition(at);
        }
    }

    private void head(int until) {
        var head = Arrays.copyOfRange(bytes, begin, until);
        if (head.length > 0 && head[head.length - 1] == '\r') {
            head[head.length - 1] = '\n'; // else an empty line after it would be taken for its second half
        }
        taker.head(kind, head, line - 1);
        hasHead = true;
        begin = until;
        firstLine = line;
    }

    private void partition(int until) {
        taker.partition(Arrays.copyOfRange(bytes, begin, until), firstLine);
        begin = until;
        firstLine = line;
    }
}
