package vssledger.cli;

import picocli.CommandLine.Command;

@Command(name = "demo", description = "The main job on the embedded database, from posted webhooks to reports.")
final class DemoCommand {}
