package vssledger.expected;

import java.util.regex.Pattern;

/**
 * Why a line of a file is not usable.
 *
 * @param line number of the line in the file, from 1
 * @param column name of the field
 * @param value as the file has it
 * @param demand what it should be
 */
record Problem(long line, String column, String value, String demand) {

    /** Digits of what may be somebody's number, but for the first and last two. */
    private static final Pattern NUMBER = Pattern.compile("(?<=\\d{2})\\d(?=\\d{2})(?=\\d*)");

    private static final int LONGEST = 40;

    @Override
    public String toString() {
        var shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        var masked = shown.matches(".*\\d{7,}.*") ? NUMBER.matcher(shown).replaceAll("*") : shown;
        return "line " + line + ", " + column + (value.isEmpty() ? ": " : " \"" + masked + "\": ") + demand;
    }
}
