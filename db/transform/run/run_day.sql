-- grain: one row per day that this run carries on.
-- reads: expected.import, expected.session, fact.dropped_month, fact.place, fact.session, parse.outcome, run.day, run.last_run,
--   run.reconciled_day, run.run, run.stale_day, run.touched_day
-- writes: run.run_day
-- Of the days asked for: those that want it for one of the reasons that count (:which), and those that want it for none, which
-- are unchanged; of one product (:product), where it has something of it. Where late days are wanted too: every earlier one that
-- something touched since it was last carried through, or that was missed. And, since what is expected on one day may have
-- happened on another (a call across midnight), the other day of each such pair of a touched one. Unchanged is a day that was
-- carried through by the same rules and that none of this concerns; reconciled one whose results stand, whether it was reported
-- or not. Days whose facts were dropped after their time are left out.
INSERT INTO run.run_day (run_id, business_day, stale, unchanged, reconciled, seen_xid)
WITH wants AS (
    SELECT business_day, 'STALE' AS why FROM run.stale_day
    UNION ALL
    SELECT business_day, 'FAILED' FROM run.last_run WHERE status <> 'COMPLETED' AND run_id <> :run
    UNION ALL
    SELECT day::date, 'MISSING'
    FROM generate_series(:from::date, :to::date, interval '1 day') AS day
    WHERE NOT EXISTS (SELECT FROM run.day d WHERE d.business_day = day::date)
),
stale AS (
    SELECT business_day FROM wants WHERE why = 'STALE'
    UNION
    SELECT day::date -- missed: not carried through since the ledger has carried days on by itself
    FROM generate_series((SELECT min(from_day) FROM run.run WHERE late), :from::date - 1, interval '1 day') AS day
    WHERE :late AND NOT EXISTS (SELECT FROM run.day d WHERE d.business_day = day::date)
),
asked AS (
    SELECT day::date AS business_day
    FROM generate_series(:from::date, :to::date, interval '1 day') AS day
    WHERE ('ALL' = ANY (:which::text[])
           OR EXISTS (SELECT FROM wants w WHERE w.business_day = day::date AND w.why = ANY (:which::text[]))
           OR NOT EXISTS (SELECT FROM wants w WHERE w.business_day = day::date))
      AND (:product::text IS NULL
           OR EXISTS (SELECT FROM parse.outcome o WHERE o.business_day = day::date AND o.product = :product)
           OR EXISTS (SELECT FROM fact.session f WHERE f.business_day = day::date AND f.product = :product)
           OR EXISTS (SELECT FROM expected.session e
                      WHERE e.business_day = day::date AND e.product = :product AND e.superseded_by IS NULL))
    UNION
    SELECT business_day FROM stale WHERE :late AND business_day < :from::date
),
asked_and_stale AS (
    SELECT business_day FROM asked INTERSECT SELECT business_day FROM stale
),
-- The other day of a pair is looked for from the touched day, session by session where both sides are not of that day: so it takes
-- as long as that day is large, whatever else was kept. Each day is read apart, of its own month only.
not_happened AS ( -- expected on that day by its id, and no fact of it
    SELECT a.business_day, e.*
    FROM asked_and_stale a
    CROSS JOIN LATERAL (
        SELECT sub_account_id, session_id
        FROM expected.session
        WHERE business_day = a.business_day AND superseded_by IS NULL AND session_id IS NOT NULL
        EXCEPT
        SELECT sub_account_id, session_id FROM fact.session WHERE business_day = a.business_day) AS e
),
not_expected AS ( -- a fact of that day, which a source does not expect on it
    SELECT a.business_day, s.source, f.*
    FROM asked_and_stale a
    CROSS JOIN (SELECT DISTINCT source FROM expected.import) AS s
    CROSS JOIN LATERAL (
        SELECT sub_account_id, session_id FROM fact.session WHERE business_day = a.business_day
        EXCEPT
        SELECT sub_account_id, session_id
        FROM expected.session
        WHERE business_day = a.business_day AND source = s.source AND superseded_by IS NULL) AS f
),
request AS ( -- of that day, by the client's own id
    SELECT a.business_day, r.*
    FROM asked_and_stale a
    CROSS JOIN LATERAL (
        SELECT sub_account_id, client_request_id, true AS is_expected
        FROM expected.session
        WHERE business_day = a.business_day AND superseded_by IS NULL AND session_id IS NULL
        UNION
        SELECT sub_account_id, client_request_id, false
        FROM fact.session
        WHERE business_day = a.business_day AND client_request_id IS NOT NULL
          AND EXISTS (SELECT FROM expected.session WHERE superseded_by IS NULL AND session_id IS NULL)) AS r
),
other_days AS (
    SELECT p.business_day
    FROM not_happened n
    CROSS JOIN LATERAL (SELECT business_day FROM fact.place p
                        WHERE p.sub_account_id = n.sub_account_id AND p.session_id = n.session_id OFFSET 0) AS p
    UNION
    SELECT e.business_day
    FROM not_expected n
    CROSS JOIN LATERAL (SELECT business_day FROM expected.session e
                        WHERE e.superseded_by IS NULL AND e.source = n.source
                          AND e.sub_account_id = n.sub_account_id AND e.session_id = n.session_id OFFSET 0) AS e
    UNION
    SELECT f.business_day
    FROM request r
    CROSS JOIN LATERAL (SELECT business_day FROM fact.session f
                        WHERE r.is_expected AND f.sub_account_id = r.sub_account_id
                          AND f.client_request_id = r.client_request_id OFFSET 0) AS f
    WHERE f.business_day <> r.business_day
    UNION
    SELECT e.business_day
    FROM request r
    CROSS JOIN LATERAL (SELECT business_day FROM expected.session e
                        WHERE NOT r.is_expected AND e.superseded_by IS NULL AND e.session_id IS NULL
                          AND e.sub_account_id = r.sub_account_id
                          AND e.client_request_id = r.client_request_id OFFSET 0) AS e
    WHERE e.business_day <> r.business_day
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
),
last_touch AS ( -- of a day or, where it is of a pair, of any day chosen
    SELECT c.business_day,
           CASE WHEN o.business_day IS NULL THEN t.xid
                ELSE (SELECT max(xid) FROM run.touched_day JOIN chosen USING (business_day)) END AS xid
    FROM chosen c
    LEFT JOIN other_days o USING (business_day)
    LEFT JOIN run.touched_day t USING (business_day)
)
SELECT :run, business_day, s.business_day IS NOT NULL,
       s.business_day IS NULL AND w.business_day IS NULL AND d.rules IS NOT DISTINCT FROM :rules
           AND d.seen_xid IS NOT NULL AND d.seen_xid <= pg_snapshot_xmax(pg_current_snapshot()),
       'ALL' <> ALL (:which::text[]) AND r.rules IS NOT DISTINCT FROM :rules AND r.seen_xid IS NOT NULL
           AND r.seen_xid <= pg_snapshot_xmax(pg_current_snapshot()) AND (l.xid IS NULL OR l.xid < r.seen_xid),
       pg_snapshot_xmin(pg_current_snapshot())
FROM chosen
JOIN last_touch l USING (business_day)
LEFT JOIN (SELECT business_day FROM touched) s USING (business_day)
LEFT JOIN (SELECT business_day FROM wants WHERE why = 'FAILED'
           UNION SELECT business_day FROM asked WHERE 'ALL' = ANY (:which::text[])) w USING (business_day)
LEFT JOIN run.day d USING (business_day)
LEFT JOIN run.reconciled_day r USING (business_day)
ORDER BY business_day;
