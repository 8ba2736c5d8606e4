package vssledger.report.edition;

import vssledger.report.ReportScope;

/** Which edition: of which scope, and which of it in their order, from 1. */
public record EditionId(ReportScope scope, int number) {}
