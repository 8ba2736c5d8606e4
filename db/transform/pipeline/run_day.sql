-- One row a day that this run carries on: the days asked for and, where late days are wanted too, every earlier one that
-- something touched since it was last carried through. A run asked for again in another database cluster, whose count of
-- transactions begins anew, holds what it saw there for unseen.
INSERT INTO pipeline.run_day (run_id, business_day, stale, seen_xid)
WITH touched AS (
    SELECT business_day, max(xid) AS xid
    FROM (SELECT business_day, xid FROM parse.touched_day
          UNION ALL
          SELECT business_day, xid FROM expected.touched_day) AS both_sides
    GROUP BY business_day
),
stale AS (
    SELECT t.business_day
    FROM touched t
    LEFT JOIN pipeline.day d ON d.business_day = t.business_day
                            AND d.seen_xid <= pg_snapshot_xmax(pg_current_snapshot())
    WHERE d.business_day IS NULL OR t.xid >= d.seen_xid
),
asked AS (
    SELECT day::date AS business_day
    FROM generate_series(:from::date, :to::date, interval '1 day') AS day
    UNION
    SELECT business_day FROM stale WHERE :late AND business_day < :from::date
)
SELECT :run, business_day, EXISTS (SELECT FROM stale WHERE stale.business_day = asked.business_day),
       pg_snapshot_xmin(pg_current_snapshot())
FROM asked
ORDER BY business_day;
