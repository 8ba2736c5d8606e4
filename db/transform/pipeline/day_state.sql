-- One row a business day that the ledger knows of, the newest :limit of them, in order: what lies in it and how far it has
-- come. done = carried through to its reports, stale = touched since, new = never run.
WITH deliveries AS (
    SELECT business_day, count(*) AS deliveries, count(q.delivery_id) AS quarantined
    FROM parse.outcome o
    LEFT JOIN parse.quarantine q ON q.delivery_id = o.delivery_id AND q.resolved_at IS NULL
    GROUP BY business_day
),
sessions AS (
    SELECT business_day, count(*) AS sessions
    FROM fact.session
    GROUP BY business_day
),
expectations AS (
    SELECT business_day, count(*) AS expected
    FROM expected.session
    WHERE superseded_by IS NULL
    GROUP BY business_day
),
breaks AS (
    SELECT business_day, count(*) AS breaks
    FROM recon.break
    WHERE state NOT IN ('RESOLVED', 'ACCEPTED')
    GROUP BY business_day
),
newest AS (
    SELECT business_day, coalesce(deliveries, 0) AS deliveries, coalesce(sessions, 0) AS sessions,
           coalesce(quarantined, 0) AS quarantined, coalesce(expected, 0) AS expected, coalesce(breaks, 0) AS breaks,
           CASE WHEN d.business_day IS NULL THEN 'new'
                WHEN t.xid >= d.seen_xid OR d.seen_xid > pg_snapshot_xmax(pg_current_snapshot()) THEN 'stale'
                ELSE 'done' END AS state,
           d.run_id
    FROM deliveries
    FULL JOIN sessions USING (business_day)
    FULL JOIN expectations USING (business_day)
    FULL JOIN breaks USING (business_day)
    LEFT JOIN pipeline.touched_day t USING (business_day)
    LEFT JOIN pipeline.day d USING (business_day)
    ORDER BY business_day DESC
    LIMIT :limit
)
SELECT business_day, deliveries, sessions, quarantined, expected, breaks, state, run_id
FROM newest
ORDER BY business_day;
