package vssledger.run.job;

import org.springframework.stereotype.Component;
import vssledger.expected.LineMeanings;
import vssledger.reconcile.matching.ListMatching;
import vssledger.run.RunRequest;

/** Reads lines of bills and lists anew that were not understood when they were imported, and finds the sessions of lines without an id. */
@Component
class MatchLinesStep implements RunStep {

    private final LineMeanings meanings;
    private final ListMatching matching;

    MatchLinesStep(LineMeanings meanings, ListMatching matching) {
        this.meanings = meanings;
        this.matching = matching;
    }

    @Override
    public String name() {
        return "match-lines";
    }

    @Override
    public boolean isPartOf(RunRequest request) {
        return request.does(RunRequest.Part.PARSE);
    }

    @Override
    public void execute(RunContext run) {
        meanings.update();
        matching.identify();
    }
}
