package vssledger.pipeline;

import vssledger.platform.DateRange;

/**
 * An edition of reports that a run exported.
 *
 * @param isNew false where nothing had changed since it was made
 * @param folder where its files lie
 */
public record ExportedEdition(DateRange range, int number, boolean isNew, String folder) {}
