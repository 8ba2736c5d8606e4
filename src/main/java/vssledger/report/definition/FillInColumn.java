package vssledger.report.definition;

import java.util.List;

/**
 * A column of a sheet that its reader fills in, and gives back; CSV files do not have it.
 *
 * @param choices what may stand there; none for anything
 */
public record FillInColumn(String title, List<String> choices) {}
