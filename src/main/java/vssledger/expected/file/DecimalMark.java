package vssledger.expected.file;

/** What parts the whole units of a number from its decimals. */
public enum DecimalMark {
    POINT('.'),
    COMMA(',');

    private final char mark;

    DecimalMark(char mark) {
        this.mark = mark;
    }

    char mark() {
        return mark;
    }

    /** What groups thousands where this is the mark. */
    char grouping() {
        return this == POINT ? ',' : '.';
    }
}
