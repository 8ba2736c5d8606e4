-- One definition per rate, used by every report and figure that names it.

-- Completion rate: completed sessions (fact.is_completed) divided by all sessions. NULL where there is no session.
CREATE FUNCTION fact.completion_rate(completed numeric, sessions numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN round(completed / nullif(sessions, 0), 4);

-- Answer rate (answer-seizure ratio, ASR): answered outgoing calls divided by all outgoing calls. NULL where no call went out.
CREATE FUNCTION fact.answer_rate(answered numeric, outgoing_calls numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN round(answered / nullif(outgoing_calls, 0), 4);

-- The outcome under which people count a session: COMPLETED whatever became of an opt-out, or OTHER for what is seldom.
CREATE FUNCTION fact.outcome(session_status text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN fact.is_completed(session_status) THEN 'COMPLETED'
                WHEN session_status IN ('NO_ANSWER', 'BUSY', 'CANCELED', 'FAILED', 'ERROR') THEN session_status
                ELSE 'OTHER' END;
