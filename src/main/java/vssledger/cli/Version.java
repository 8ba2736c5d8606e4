package vssledger.cli;

import picocli.CommandLine.IVersionProvider;
import vssledger.platform.ThisProcess;

/** The version of the jar that runs. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"VSS Ledger " + ThisProcess.version()};
    }
}
