package vssledger.expected.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a whole file is read.
 *
 * @param charset of its bytes
 * @param separator between its columns
 * @param separatorLine whether its first line says so, as {@code sep=;}
 * @param headerLine number of the line in which its columns are named
 * @param titles rows above that, which are no lines
 * @param rows what all its rows tell
 * @param decimal of its numbers; null where only a person knows it
 * @param dates order of its dates; null where only a person knows it
 * @param workbook whether it was a workbook
 */
record FileReading(
        Charset charset,
        char separator,
        boolean separatorLine,
        long headerLine,
        long titles,
        RowScan rows,
        @Nullable DecimalMark decimal,
        @Nullable DateOrder dates,
        boolean workbook) {

    /** Whether it is read like any file of its source, so that nothing has to be written anew. */
    boolean isPlain() {
        return isUtf8()
                && !separatorLine
                && (separator == ',' || (!rows.columns().isBill() && separator != '|'))
                && titles == 0
                && rows.empty() == 0
                && rows.tail().isEmpty()
                && rows.amounts().isPlain()
                && decimal == DecimalMark.POINT
                && rows.dates().isPlain();
    }

    /** Whether a person has to see it first: a file of another kind may mean something else than it seems to. */
    boolean needsConfirmation() {
        return titles > 0
                || !rows.tail().isEmpty()
                || charset.equals(RawFile.WINDOWS)
                || !rows.amounts().isPlain()
                || decimal != DecimalMark.POINT
                || !rows.dates().isPlain()
                || (rows.columns().isBill() && (workbook || separator != ',' || !isUtf8()));
    }

    private boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** The fields of a line as a plain file has them; those that cannot be understood as they are. */
    List<String> plain(List<String> fields) {
        var plain = new String[fields.size()];
        for (var i = 0; i < plain.length; i++) {
            plain[i] = plain(i, fields.get(i));
        }
        return List.of(plain);
    }

    String plain(int column, String field) {
        if (field.isBlank()) {
            return field;
        }
        if (rows.isNumber(column) && decimal != null) {
            return AmountEvidence.plain(field, decimal).orElse(field);
        }
        return rows.isTime(column) && dates != null
                ? DateEvidence.plain(field, dates).orElse(field)
                : field;
    }
}
