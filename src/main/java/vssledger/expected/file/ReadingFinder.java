package vssledger.expected.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vssledger.expected.file.AmountEvidence.Seen;
import vssledger.platform.UserException;

/** Finds how a file is read: by what people say, else by what all its rows say together. */
final class ReadingFinder {

    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int LAST_HEADER = 50;

    private final Path file;
    private final RawFile raw;
    private final ColumnRoles columns;
    private final ReadingChoice choice;
    private final boolean workbook;
    private final boolean wasReadAsPlain;

    /**
     * Of a file.
     *
     * @param file what it is called where something is wrong with it
     * @param wasReadAsPlain whether somebody has tried to read it as it is, and knows each line that is not plain
     */
    ReadingFinder(
            Path file,
            RawFile raw,
            ColumnRoles columns,
            ReadingChoice choice,
            boolean workbook,
            boolean wasReadAsPlain) {
        this.file = file;
        this.raw = raw;
        this.columns = columns;
        this.choice = choice;
        this.workbook = workbook;
        this.wasReadAsPlain = wasReadAsPlain;
    }

    private record HeaderRow(char separator, long line, List<String> fields, long titles) {}

    /**
     * How it is read; empty if it has no header of its source, or only single lines of it are to blame.
     *
     * @throws UserException if its rows contradict one another, or what people say of it
     */
    Optional<FileReading> find() throws IOException {
        var charset = charset();
        var separatorLine = raw.separatorLine(charset);
        var found = header(charset, separatorLine);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var header = found.get();
        var rows = new RowScan(header.fields(), columns);
        raw.forEach(charset, header.separator(), row -> {
            if (row.getStartingLineNumber() > header.line()) {
                rows.add(new RowScan.Row(row.getStartingLineNumber(), row.getFields()));
            }
            return true;
        });
        if (rows.shortened() != null) {
            throw new UserException(file + ": " + rows.shortened()
                    + " is a number that a spreadsheet has shortened, as Excel does with long numbers: its last digits are"
                    + " lost. Nothing of the file was imported. Export it again and import that, without opening and saving"
                    + " it in between. To look at it in Excel, use Data > From Text/CSV and set the columns of ids and phone"
                    + " numbers to Text.");
        }
        if (wasReadAsPlain && rows.amounts().ofPoint() != null && rows.amounts().ofComma() != null) {
            return Optional.empty();
        }
        return Optional.of(new FileReading(
                charset,
                header.separator(),
                separatorLine != null,
                header.line(),
                header.titles() - (separatorLine == null ? 0 : 1),
                rows,
                decimal(rows.amounts(), header.separator()),
                dates(rows.dates()),
                workbook));
    }

    private Charset charset() throws IOException {
        var named = choice.namedCharset();
        return workbook ? StandardCharsets.UTF_8 : named == null ? raw.charset() : named;
    }

    private Optional<HeaderRow> header(Charset charset, @Nullable Character separatorLine) throws IOException {
        var named = choice.separatorChar();
        var candidates = workbook
                ? List.of(',')
                : named != null ? List.of(named) : separatorLine != null ? List.of(separatorLine) : SEPARATORS;
        for (var separator : candidates) {
            var found = header(charset, (char) separator);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<HeaderRow> header(Charset charset, char separator) throws IOException {
        var found = new HeaderRow[1];
        var above = new long[1];
        try {
            raw.forEach(charset, separator, row -> {
                if (columns.isHeader(row.getFields())) {
                    found[0] = new HeaderRow(separator, row.getStartingLineNumber(), row.getFields(), above[0]);
                    return false;
                }
                above[0]++;
                return row.getStartingLineNumber() < LAST_HEADER;
            });
        } catch (CsvParseException e) {
            return Optional.empty(); // no CSV with this separator
        }
        return Optional.ofNullable(found[0]);
    }

    private @Nullable DecimalMark decimal(AmountEvidence amounts, char separator) {
        var said = choice.decimalMark();
        if (said == DecimalMark.COMMA && amounts.ofPoint() != null) {
            throw contradiction("--decimal comma", amounts.ofPoint(), "has a decimal point");
        }
        if (said == DecimalMark.POINT && amounts.ofComma() != null) {
            throw contradiction("--decimal point", amounts.ofComma(), "has a decimal comma");
        }
        if (said != null) {
            return said;
        }
        if (amounts.ofComma() != null && amounts.ofPoint() != null) {
            throw mixed(amounts.ofComma() + " has a decimal comma and " + amounts.ofPoint() + " a decimal point");
        }
        if (amounts.ofComma() != null) {
            return DecimalMark.COMMA;
        }
        var isUnknown = amounts.ofPoint() == null
                && (amounts.ofEither(DecimalMark.COMMA) != null
                        || (amounts.ofEither(DecimalMark.POINT) != null && separator != ','));
        return isUnknown ? null : DecimalMark.POINT;
    }

    private @Nullable DateOrder dates(DateEvidence dates) {
        var said = choice.dateOrder();
        if (said == DateOrder.DMY && dates.ofMonthFirst() != null) {
            throw contradiction("--dates dmy", dates.ofMonthFirst(), "begins with its month");
        }
        if (said == DateOrder.MDY && dates.ofDayFirst() != null) {
            throw contradiction("--dates mdy", dates.ofDayFirst(), "begins with its day");
        }
        if (said != null) {
            return said;
        }
        if (dates.ofDayFirst() != null && dates.ofMonthFirst() != null) {
            throw mixed(dates.ofDayFirst() + " begins with its day and " + dates.ofMonthFirst() + " with its month");
        }
        if (dates.ofDayFirst() != null) {
            return DateOrder.DMY;
        }
        if (dates.ofMonthFirst() != null) {
            return DateOrder.MDY;
        }
        return dates.ofEither() == null || dates.isDotted() ? DateOrder.DMY : null;
    }

    private UserException contradiction(String said, Seen seen, String fact) {
        return new UserException(
                file + " cannot be read with " + said + ": " + seen + " " + fact + ". Nothing of it was imported.");
    }

    private UserException mixed(String what) {
        return new UserException(file + " was written in two ways: " + what
                + ". A spreadsheet may have changed part of it. Nothing of it was imported. Export it again, and import it"
                + " without opening and saving it in between.");
    }
}
