package vssledger.report.definition;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with the definition of a report or workbook.
 *
 * @param file as seen from the ledger's home
 * @param line from 1; null where it is about the whole file
 * @param problem what is wrong, and what to do
 */
public record DefinitionProblem(String file, @Nullable Integer line, String problem) {

    /** {@code reports/mine/report.yml, line 3: …}. */
    public String inWords() {
        return file + (line == null ? "" : ", line " + line) + ": " + problem;
    }
}
