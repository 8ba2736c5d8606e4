package vssledger.fact;

import org.jspecify.annotations.Nullable;

/**
 * Something strange about a session, as stored in {@code fact.session_note}.
 *
 * @param field where it was found, such as {@code callA.source}
 * @param value what stood there, its beginning; null where nothing did
 */
public record SessionNote(
        NoteCode code, String field, @Nullable String value) {}
