package vssledger.reconcile.breaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.EmptyFileException;
import org.apache.poi.UnsupportedFileFormatException;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vssledger.platform.UserException;
import vssledger.platform.actor.Actor;

/**
 * Decisions that were filled into a workbook: on any sheet whose first row has the columns "Break" and "Decision", and "Note"
 * where somebody says why. A column "Decided by" is shown beside who gives the file back, and counts for nothing.
 */
@Component
public class DecisionFile {

    private static final String BREAK = "Break";
    private static final String DECISION = "Decision";
    private static final String NOTE = "Note";
    private static final String DECIDED_BY = "Decided by";

    private final Breaks breaks;

    DecisionFile(Breaks breaks) {
        this.breaks = breaks;
    }

    /**
     * What came of it.
     *
     * @param asBefore decisions that had been taken before, with the same note
     */
    public record Result(int decided, int asBefore) {}

    /**
     * Takes the decisions of a file, all or, where one cannot be taken, none.
     *
     * @param who gives the file back, and so decides
     * @throws UserException if it is no such workbook, or a decision cannot be taken
     */
    public Result take(Path file, Actor who) {
        var all = rulings(file, who);
        var fresh = all.stream().filter(ruling -> !isTaken(ruling)).toList();
        breaks.decide(fresh);
        return new Result(fresh.size(), all.size() - fresh.size());
    }

    /** Whether it was the last thing that a person decided on that break. */
    private boolean isTaken(Breaks.Ruling ruling) {
        var shown = breaks.show(ruling.breakId());
        return shown.history().stream()
                .filter(event -> event.who() != null)
                .reduce((one, later) -> later)
                .filter(event -> event.toState() == shown.found().state())
                .filter(event -> Objects.equals(event.note(), ruling.note()))
                .filter(event -> event.fromState() != null
                        && ruling.decision()
                                .of(event.fromState())
                                .filter(event.toState()::equals)
                                .isPresent())
                .isPresent();
    }

    private static List<Breaks.Ruling> rulings(Path file, Actor who) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("There is no readable file " + file + ". Nothing was decided.");
        }
        try (var workbook = WorkbookFactory.create(file.toFile(), null, true)) {
            var rulings = new ArrayList<Breaks.Ruling>();
            var found = false;
            for (var sheet : workbook) {
                var columns = columns(sheet);
                if (columns.containsKey(BREAK) && columns.containsKey(DECISION)) {
                    found = true;
                    rulings.addAll(rulings(sheet, columns, who));
                }
            }
            if (!found) {
                throw new UserException(file + " has no sheet with the columns \"" + BREAK + "\" and \"" + DECISION
                        + "\". Give back the finance workbook of a run. Nothing was decided.");
            }
            return rulings;
        } catch (IOException | EmptyFileException | UnsupportedFileFormatException e) {
            throw new UserException(file + " is no workbook (" + e.getMessage() + "). Nothing was decided.", e);
        }
    }

    private static List<Breaks.Ruling> rulings(Sheet sheet, Map<String, Integer> columns, Actor who) {
        var rulings = new ArrayList<Breaks.Ruling>();
        for (var row : sheet) {
            var decision = row.getRowNum() == 0 ? null : text(row, columns.get(DECISION));
            if (decision != null) {
                var id = text(row, columns.get(BREAK));
                var at = "Sheet \"" + sheet.getSheetName() + "\", row " + (row.getRowNum() + 1) + ": ";
                if (id == null || !id.matches("[0-9]{1,18}")) {
                    throw new UserException(
                            at + "no number of a break stands beside \"" + decision + "\". Nothing was decided.");
                }
                try {
                    rulings.add(new Breaks.Ruling(
                            Long.parseLong(id),
                            BreakState.Decision.named(decision),
                            who.onBehalfOf(text(row, columns.get(DECIDED_BY))),
                            text(row, columns.get(NOTE))));
                } catch (UserException e) {
                    throw new UserException(at + e.getMessage() + " Nothing was decided.", e);
                }
            }
        }
        return rulings;
    }

    private static Map<String, Integer> columns(Sheet sheet) {
        var columns = new HashMap<String, Integer>();
        var header = sheet.getRow(0);
        if (header != null) {
            header.forEach(cell ->
                    columns.put(new DataFormatter().formatCellValue(cell).strip(), cell.getColumnIndex()));
        }
        return columns;
    }

    private static @Nullable String text(Row row, @Nullable Integer column) {
        var cell = column == null ? null : row.getCell(column);
        var text = cell == null ? "" : new DataFormatter().formatCellValue(cell).strip();
        return text.isEmpty() ? null : text;
    }
}
