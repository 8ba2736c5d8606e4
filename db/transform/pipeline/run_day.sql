-- One row a day that this run carries on: the days asked for; where late days are wanted too, every earlier one that
-- something touched since it was last carried through; and, since what is expected on one day may have happened on another
-- (a call across midnight), the other day of each such pair of a touched one. Unchanged is a day that was carried through by
-- the same rules and that none of this concerns. Days whose facts were dropped after their time are left out.
INSERT INTO pipeline.run_day (run_id, business_day, stale, unchanged, seen_xid)
WITH stale AS (
    SELECT business_day FROM pipeline.stale_day
),
asked AS (
    SELECT day::date AS business_day
    FROM generate_series(:from::date, :to::date, interval '1 day') AS day
    UNION
    SELECT business_day FROM stale WHERE :late AND business_day < :from::date
),
asked_and_stale AS (
    SELECT business_day FROM asked INTERSECT SELECT business_day FROM stale
),
across_midnight AS (
    SELECT f.business_day AS fact_day, e.business_day AS expected_day
    FROM expected.session e
    JOIN fact.place f USING (sub_account_id, session_id)
    WHERE e.superseded_by IS NULL AND f.business_day <> e.business_day
    UNION
    SELECT f.business_day, e.business_day
    FROM expected.session e
    JOIN fact.session f USING (sub_account_id, client_request_id)
    WHERE e.superseded_by IS NULL AND e.session_id IS NULL AND f.business_day <> e.business_day
),
other_days AS (
    SELECT expected_day AS business_day FROM across_midnight JOIN asked_and_stale a ON a.business_day = fact_day
    UNION
    SELECT fact_day FROM across_midnight JOIN asked_and_stale a ON a.business_day = expected_day
),
touched AS (
    SELECT business_day FROM stale UNION SELECT business_day FROM other_days
),
chosen AS (
    SELECT business_day FROM asked UNION SELECT business_day FROM other_days
    EXCEPT
    SELECT day::date
    FROM fact.dropped_month m
    CROSS JOIN generate_series(m.month, m.month + interval '1 month - 1 day', interval '1 day') AS day
)
SELECT :run, business_day, t.business_day IS NOT NULL,
       t.business_day IS NULL AND d.rules IS NOT DISTINCT FROM :rules
           AND d.seen_xid IS NOT NULL AND d.seen_xid <= pg_snapshot_xmax(pg_current_snapshot()),
       pg_snapshot_xmin(pg_current_snapshot())
FROM chosen
LEFT JOIN (SELECT business_day FROM touched) t USING (business_day)
LEFT JOIN pipeline.day d USING (business_day)
ORDER BY business_day;
