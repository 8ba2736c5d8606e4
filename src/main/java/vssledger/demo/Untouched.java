package vssledger.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Sessions to which nothing has been done yet: each difference gets sessions of its own. */
final class Untouched {

    private final SeededRandom chance;
    private final List<SampleSession> sessions;
    private final Set<SampleSession> taken = new HashSet<>();

    Untouched(SeededRandom chance, List<SampleSession> sessions) {
        this.chance = chance;
        this.sessions = sessions;
    }

    /** So many of them, anywhere in the week, which are taken from then on. */
    List<SampleSession> take(int count, Predicate<SampleSession> which) {
        var chosen = chance.shuffled(rest().stream().filter(which).toList()).subList(0, count);
        taken.addAll(chosen);
        return chosen;
    }

    /** Those that nobody took, in order. */
    List<SampleSession> rest() {
        return sessions.stream().filter(session -> !taken.contains(session)).toList();
    }
}
