package vssledger.expected.line;

import vssledger.expected.file.Excerpt;

/**
 * Why a line of a file is not usable.
 *
 * @param line number of the line in the file, from 1
 * @param column name of the field
 * @param value as the file has it
 * @param demand what it should be
 */
record LineProblem(long line, String column, String value, String demand) {

    private static final int LONGEST = 40;

    @Override
    public String toString() {
        var shown = value.isEmpty() ? "" : " \"" + Excerpt.of(value, LONGEST) + "\"";
        return "line " + line + ", " + column + shown + ": " + demand;
    }
}
