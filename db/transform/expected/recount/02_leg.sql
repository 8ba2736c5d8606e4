-- grain: one row per session whose lines count otherwise than before, with a day of such a line.
-- reads: affected_leg, expected.import, expected.import_total, expected.leg
-- writes: affected_session, expected.leg
-- A line is superseded by the first later import that counts and speaks of its call, or replaces the range in which the line
-- lies; a line of a withdrawn import by its own.
WITH line AS (
    SELECT l.id, l.sub_account_id, l.session_id, l.call_id, l.business_day, l.import_id, l.superseded_by, i.rank,
           i.withdrawn_at IS NULL AS is_valid
    FROM affected_leg a
    JOIN expected.leg l ON l.id = a.id AND l.sub_account_id = a.sub_account_id
    JOIN expected.import i ON i.id = l.import_id
),
call AS (
    SELECT DISTINCT sub_account_id, session_id, call_id, rank FROM line WHERE is_valid
),
next_of_call AS (
    SELECT *, lead(rank) OVER (PARTITION BY sub_account_id, session_id, call_id ORDER BY rank) AS next_rank FROM call
),
range AS (
    SELECT DISTINCT t.sub_account_id, t.business_day, i.rank
    FROM expected.import i
    JOIN expected.import_total t ON t.import_id = i.id
    WHERE i.source = :source AND i.replaces_range AND i.withdrawn_at IS NULL
),
next_of_range AS (
    SELECT l.id, l.sub_account_id, min(r.rank) AS next_rank
    FROM line l
    JOIN range r ON r.sub_account_id = l.sub_account_id AND r.business_day = l.business_day AND r.rank > l.rank
    GROUP BY l.id, l.sub_account_id
),
counted AS (
    SELECT l.id, l.sub_account_id, l.session_id, l.business_day, l.superseded_by AS before,
           CASE WHEN l.is_valid THEN later.id ELSE l.import_id END AS after
    FROM line l
    LEFT JOIN next_of_call c USING (sub_account_id, session_id, call_id, rank)
    LEFT JOIN next_of_range r ON r.id = l.id AND r.sub_account_id = l.sub_account_id
    LEFT JOIN expected.import later ON later.rank = least(c.next_rank, r.next_rank)
),
changed AS (
    UPDATE expected.leg l
    SET superseded_by = c.after
    FROM counted c
    WHERE l.id = c.id AND l.sub_account_id = c.sub_account_id AND c.before IS DISTINCT FROM c.after
    RETURNING c.sub_account_id, c.session_id, c.business_day, (c.before IS NULL) <> (c.after IS NULL) AS is_otherwise
)
INSERT INTO affected_session (sub_account_id, session_id, business_day)
SELECT DISTINCT sub_account_id, session_id, business_day FROM changed WHERE is_otherwise;
