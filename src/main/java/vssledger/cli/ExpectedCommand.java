package vssledger.cli;

import picocli.CommandLine.Command;

@Command(name = "expected", description = "Expected sessions: what was billed, what was sent.")
final class ExpectedCommand {}
