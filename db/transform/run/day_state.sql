-- grain: one row per day of a range: what lies in it, how far it has come, and who is at work on it.
-- reads: capture.delivery, expected.session, fact.dropped_month, fact.session, parse.outcome, parse.quarantine, parse.watermark,
--   recon.break, recon.closing, report.edition, run.control_total, run.day, run.last_run, run.live_lock, run.reconciled_day,
--   run.run_day, run.touched_day, subscription.dispatch
-- writes: nothing
-- This says what a state is:
--   CLOSED      its month is closed
--   SENT        reported, and the newest edition of some range that holds it has reached all of its readers
--   REPORTED    carried through to its reports
--   RECONCILED  its facts were held against what was expected, by nobody reported yet
--   PARSED      something of it is known
--   CAPTURED    deliveries arrived on it that no run has looked at; it is not known yet of which days they tell
--   NONE        nothing is known of it
-- Stale is what was touched since it was carried through (or reconciled, where it has not come further). What lies in a day is
-- not counted anew where a run has counted it since it was last touched.
WITH days AS (
    SELECT day::date AS business_day
    FROM generate_series(:from::date, :to::date, interval '1 day') AS day
),
waiting AS (
    SELECT (d.received_at AT TIME ZONE :zone)::date AS business_day, count(*) AS waiting
    FROM capture.delivery d
    WHERE d.xid >= (SELECT xid FROM parse.watermark)
      AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
    GROUP BY 1
),
touched AS (
    SELECT business_day, xid FROM days JOIN run.touched_day USING (business_day)
),
counted AS ( -- by the last run that chose this day: its totals stand where nothing has touched the day since
    SELECT DISTINCT ON (business_day) business_day, c.deliveries, c.facts, c.quarantined, c.expected
    FROM touched t
    JOIN run.control_total c USING (business_day)
    JOIN run.run_day r USING (run_id, business_day)
    WHERE t.xid < r.seen_xid AND r.seen_xid <= pg_snapshot_xmax(pg_current_snapshot())
      AND c.deliveries = c.facts + c.duplicates + c.superseded + c.quarantined + c.not_vss AND c.expected IS NOT NULL
      AND NOT EXISTS (SELECT FROM fact.dropped_month m WHERE m.month = date_trunc('month', business_day))
    ORDER BY business_day, r.seen_xid DESC
),
figures AS (
    SELECT business_day, deliveries, facts AS sessions, quarantined, expected FROM counted
    UNION ALL
    SELECT business_day, outcomes.deliveries, sessions.sessions, outcomes.quarantined, expectations.expected
    FROM (SELECT business_day FROM touched EXCEPT SELECT business_day FROM counted) AS others
    CROSS JOIN LATERAL (SELECT count(*) AS deliveries, count(q.delivery_id) AS quarantined
                        FROM parse.outcome o
                        LEFT JOIN parse.quarantine q ON q.delivery_id = o.delivery_id AND q.resolved_at IS NULL
                        WHERE o.business_day = others.business_day) AS outcomes
    CROSS JOIN LATERAL (SELECT count(*) AS sessions
                        FROM fact.session f
                        WHERE f.business_day = others.business_day) AS sessions
    CROSS JOIN LATERAL (SELECT count(*) AS expected
                        FROM expected.session e
                        WHERE e.business_day = others.business_day AND e.superseded_by IS NULL) AS expectations
),
breaks AS (
    SELECT business_day, count(*) AS breaks
    FROM days
    JOIN recon.break USING (business_day)
    WHERE state NOT IN ('RESOLVED', 'ACCEPTED')
    GROUP BY business_day
),
newest_edition AS ( -- of everything: one of some products or subaccounts does not tell of a day as a whole
    SELECT DISTINCT ON (from_day, to_day) from_day, to_day, narrowed_to, edition
    FROM report.edition
    WHERE from_day <= :to::date AND to_day >= :from::date AND narrowed_to = ''
    ORDER BY from_day, to_day, edition DESC
),
sent AS (
    SELECT DISTINCT business_day
    FROM (SELECT from_day, to_day
          FROM newest_edition
          JOIN subscription.dispatch USING (from_day, to_day, narrowed_to, edition)
          GROUP BY from_day, to_day
          HAVING bool_and(state IN ('SENT', 'EMPTY'))) AS whole
    JOIN days ON business_day BETWEEN from_day AND to_day
),
at_work AS (
    SELECT business_day, min(what) AS what, min(c.run_id) AS run_id
    FROM days
    JOIN run.live_lock c ON c.days @> business_day
    GROUP BY business_day
)
SELECT business_day, coalesce(waiting, 0) AS waiting, coalesce(deliveries, 0) AS deliveries,
       coalesce(sessions, 0) AS sessions, coalesce(quarantined, 0) AS quarantined, coalesce(expected, 0) AS expected,
       coalesce(breaks, 0) AS breaks,
       CASE WHEN closing.month IS NOT NULL THEN 'CLOSED'
            WHEN d.business_day IS NOT NULL AND sent.business_day IS NOT NULL THEN 'SENT'
            WHEN d.business_day IS NOT NULL THEN 'REPORTED'
            WHEN r.business_day IS NOT NULL THEN 'RECONCILED'
            WHEN t.business_day IS NOT NULL OR deliveries > 0 OR expected > 0 THEN 'PARSED'
            WHEN waiting > 0 THEN 'CAPTURED'
            ELSE 'NONE' END AS state,
       coalesce(t.xid >= coalesce(d.seen_xid, r.seen_xid), false)
           OR coalesce(coalesce(d.seen_xid, r.seen_xid) > pg_snapshot_xmax(pg_current_snapshot()), false) AS stale,
       coalesce(last.status NOT IN ('COMPLETED'), false) AS failed,
       coalesce(at_work.run_id, d.run_id, last.run_id) AS run_id,
       at_work.what AS at_work
FROM days
LEFT JOIN waiting USING (business_day)
LEFT JOIN figures USING (business_day)
LEFT JOIN breaks USING (business_day)
LEFT JOIN sent USING (business_day)
LEFT JOIN at_work USING (business_day)
LEFT JOIN touched t USING (business_day)
LEFT JOIN run.day d USING (business_day)
LEFT JOIN run.reconciled_day r USING (business_day)
LEFT JOIN run.last_run last USING (business_day)
LEFT JOIN recon.closing ON closing.month = date_trunc('month', business_day) AND closing.reopened_at IS NULL
ORDER BY business_day;
