-- grain: one row per day of this run: its deliveries, counted in the inbox, beside what became of them.
-- reads: capture.delivery, capture.dropped_month, expected.session, fact.session, parse.outcome, parse.quarantine, run.run_day
-- writes: run.control_total
-- Facts are counted in the fact tables and quarantined deliveries in the quarantine, not by the outcome that names them: only so
-- can the sum prove anything. A delivery dropped after its time was counted when it went, and counts still.
INSERT INTO run.control_total
    (run_id, business_day, deliveries, facts, duplicates, superseded, quarantined, not_vss, expected)
WITH days AS (
    SELECT business_day FROM run.run_day WHERE run_id = :run
),
outcomes AS (
    SELECT o.business_day, o.delivery_id, o.outcome
    FROM days
    JOIN parse.outcome o USING (business_day)
),
stretch AS ( -- of a thousand ids: what came late lies far from the rest of its day, and nothing in between is to be read
    SELECT DISTINCT delivery_id / 1000 * 1000 AS first_id FROM outcomes
),
present AS (
    SELECT d.id
    FROM stretch s
    CROSS JOIN LATERAL (SELECT id FROM capture.delivery WHERE id >= s.first_id AND id < s.first_id + 1000 OFFSET 0) AS d
),
inbox AS (
    SELECT o.business_day, count(*) AS deliveries
    FROM outcomes o
    LEFT JOIN present d ON d.id = o.delivery_id
    WHERE d.id IS NOT NULL
       OR EXISTS (SELECT FROM capture.dropped_month m WHERE o.delivery_id BETWEEN m.first_id AND m.last_id)
    GROUP BY o.business_day
),
facts AS (
    SELECT business_day, count(*) AS facts
    FROM days
    JOIN fact.session USING (business_day)
    GROUP BY business_day
),
others AS (
    SELECT o.business_day,
           count(*) FILTER (WHERE o.outcome = 'DUPLICATE')  AS duplicates,
           count(*) FILTER (WHERE o.outcome = 'SUPERSEDED') AS superseded,
           count(q.delivery_id)                             AS quarantined,
           count(*) FILTER (WHERE o.outcome = 'NOT_VSS')    AS not_vss
    FROM outcomes o
    LEFT JOIN parse.quarantine q ON q.delivery_id = o.delivery_id AND q.resolved_at IS NULL
    GROUP BY o.business_day
)
SELECT :run, business_day, coalesce(deliveries, 0), coalesce(facts, 0), coalesce(duplicates, 0),
       coalesce(superseded, 0), coalesce(quarantined, 0), coalesce(not_vss, 0),
       (SELECT count(*) FROM expected.session e WHERE e.business_day = days.business_day AND e.superseded_by IS NULL)
FROM days
LEFT JOIN inbox USING (business_day)
LEFT JOIN facts USING (business_day)
LEFT JOIN others USING (business_day)
ORDER BY business_day;
