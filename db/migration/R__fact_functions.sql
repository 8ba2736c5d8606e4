-- Definitions that several reports share: each has one place.

-- Whether a session's status counts as completed: the call was made, whatever became of an opt-out during it.
CREATE OR REPLACE FUNCTION fact.is_completed(session_status text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN session_status IN ('COMPLETED', 'COMPLETED_UNSUBSCRIBED', 'COMPLETED_UNSUB_ERROR');

-- The outcome under which people count a session: COMPLETED whatever became of an opt-out, or OTHER for rare statuses.
CREATE OR REPLACE FUNCTION fact.outcome(session_status text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN fact.is_completed(session_status) THEN 'COMPLETED'
                WHEN session_status IN ('NO_ANSWER', 'BUSY', 'CANCELED', 'FAILED', 'ERROR') THEN session_status
                ELSE 'OTHER' END;

-- Completion rate: completed sessions (fact.is_completed) divided by all sessions. NULL if there is no session.
CREATE OR REPLACE FUNCTION fact.completion_rate(completed numeric, sessions numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN round(completed / nullif(sessions, 0), 4);

-- Answer rate (answer-seizure ratio, ASR): answered outgoing calls divided by all outgoing calls. NULL if no call went out.
CREATE OR REPLACE FUNCTION fact.answer_rate(answered numeric, outgoing_calls numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN round(answered / nullif(outgoing_calls, 0), 4);

-- The lowest rate in the population that a sample supports: the lower bound of Wilson's interval, 95 %. A sample of 1 of 1 supports
-- 0.2065 only, one of 100 of 100 supports 0.9630. NULL without a sample.
CREATE OR REPLACE FUNCTION fact.wilson_lower_bound(part numeric, whole numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN whole > 0 THEN
        round((part / whole + 1.9208 / whole - 1.96 * sqrt(part / whole * (1 - part / whole) / whole + 0.9604 / (whole * whole)))
              / (1 + 3.8416 / whole), 4) END;

-- Whether a product or subaccount is among those that a report is requested for. An empty list means all.
CREATE OR REPLACE FUNCTION fact.is_asked(value text, asked text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN cardinality(asked) = 0 OR value = ANY (asked);
