package vssledger.reconcile.breaks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vssledger.platform.UserException;

/** How far a break has come; and every change of it that is legal. */
public enum BreakState {
    OPEN,
    NOTED,
    DISPUTED,
    ACCEPTED,
    /** No longer found: a late webhook or a corrected bill has settled it. Only a run says so, or that it is back. */
    RESOLVED;

    /** What a person may decide. */
    public enum Decision {
        NOTE(Map.of(OPEN, NOTED, NOTED, NOTED, DISPUTED, DISPUTED, ACCEPTED, ACCEPTED, RESOLVED, RESOLVED)),
        DISPUTE(Map.of(OPEN, DISPUTED, NOTED, DISPUTED)),
        ACCEPT(Map.of(OPEN, ACCEPTED, NOTED, ACCEPTED, DISPUTED, ACCEPTED)),
        REOPEN(Map.of(NOTED, OPEN, DISPUTED, OPEN, ACCEPTED, OPEN));

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final Map<BreakState, BreakState> changes;

        Decision(Map<BreakState, BreakState> changes) {
            this.changes = changes;
        }

        /** What it makes of a break in this state; empty where it cannot be decided then. */
        public Optional<BreakState> of(BreakState state) {
            return Optional.ofNullable(changes.get(state));
        }

        /**
         * The decision of this word: note, dispute, accept or reopen, in any case, or the state it leads to.
         *
         * @throws UserException that lists them
         */
        public static Decision named(String word) {
            var name = word.strip().toUpperCase(Locale.ROOT);
            return switch (name) {
                case "NOTE", "NOTED" -> NOTE;
                case "DISPUTE", "DISPUTED" -> DISPUTE;
                case "ACCEPT", "ACCEPTED" -> ACCEPT;
                case "REOPEN", "OPEN" -> REOPEN;
                default ->
                    throw new UserException("\"" + word + "\" is no decision. Use one of: "
                            + Arrays.stream(values())
                                    .map(decision -> decision.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))
                            + ".");
            };
        }
    }
}
