-- What several reports say of a session or of what they were asked for, said once.

-- Whether a session's status counts as completed: the call was made, whatever became of an opt-out during it.
CREATE FUNCTION fact.is_completed(session_status text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN session_status IN ('COMPLETED', 'COMPLETED_UNSUBSCRIBED', 'COMPLETED_UNSUB_ERROR');

-- Whether a product or subaccount is among those that a report is asked for; none asked for is all.
CREATE FUNCTION fact.is_asked(value text, asked text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN cardinality(asked) = 0 OR value = ANY (asked);
