package vssledger.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table on a terminal: text to the left, numbers to the right, columns as wide as they need. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    public TextTable(String... columns) {
        rows.add(List.of(columns));
        right = new boolean[columns.length];
    }

    public TextTable row(@Nullable Object... cells) {
        var row = new ArrayList<String>();
        for (var i = 0; i < cells.length; i++) {
            right[i] |= cells[i] instanceof Number;
            row.add(text(cells[i]));
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    public void print(PrintWriter out) {
        for (var row : rows) {
            var line = new StringBuilder(" ");
            for (var i = 0; i < row.size(); i++) {
                var pad = " ".repeat(width(i) - row.get(i).length());
                line.append(' ')
                        .append(right[i] ? pad + row.get(i) : row.get(i) + pad)
                        .append(' ');
            }
            if (!line.toString().isBlank()) { // a table without titles
                out.println(line.toString().stripTrailing());
            }
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        return cell instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : cell.toString();
    }
}
