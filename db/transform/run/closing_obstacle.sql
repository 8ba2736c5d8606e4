-- grain: one row per reason, in words, why a month cannot be closed yet; none where it can.
-- reads: capture.delivery, parse.outcome, parse.watermark, recon.break, unbalanced, undecided, unreconciled
-- writes: nothing
WITH days AS (
    SELECT day::date AS business_day
    FROM generate_series(:month::date, :month::date + interval '1 month - 1 day', interval '1 day') AS day
),
unparsed AS (
    SELECT format('%s deliveries of the inbox are not parsed yet. Run: vss run', count(*)) AS obstacle
    FROM capture.delivery d
    WHERE d.xid >= (SELECT xid FROM parse.watermark)
      AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
    HAVING count(*) > 0
),
not_run AS (
    SELECT format('%s was not run since it was last touched. Run: vss run --from %s --to %s', business_day, business_day,
                  business_day) AS obstacle
    FROM days
    LEFT JOIN run.touched_day t USING (business_day)
    LEFT JOIN run.day d USING (business_day)
    WHERE business_day < :today::date
      AND (d.business_day IS NULL OR t.xid >= d.seen_xid OR d.seen_xid > pg_snapshot_xmax(pg_current_snapshot()))
    ORDER BY business_day
),
newest AS (
    SELECT DISTINCT ON (business_day) *
    FROM days
    JOIN run.control_total USING (business_day)
    ORDER BY business_day, run_id DESC
),
unbalanced AS (
    SELECT format('%s does not balance: %s deliveries', business_day, deliveries)
    FROM newest
    WHERE deliveries <> facts + duplicates + superseded + quarantined + not_vss
    ORDER BY business_day
),
newest_reconciliation AS (
    SELECT DISTINCT ON (business_day, source) *
    FROM days
    JOIN recon.control_total USING (business_day)
    ORDER BY business_day, source, run_id DESC
),
unreconciled AS (
    SELECT format('%s does not balance with %s', business_day, source)
    FROM newest_reconciliation
    WHERE expected <> matched + broken + missing OR facts <> matched + broken + unexpected
    ORDER BY business_day, source
),
undecided AS (
    SELECT format('%s breaks with more than %s %s at stake are not decided. See: vss breaks list --from %s --to %s --state OPEN,NOTED --amount %s',
                  count(*), trim_scale(:threshold::numeric), currency, min(business_day), max(business_day),
                  trim_scale(:threshold::numeric))
    FROM days
    JOIN recon.break USING (business_day)
    WHERE state IN ('OPEN', 'NOTED') AND abs(amount_at_stake) > :threshold::numeric
    GROUP BY currency
    ORDER BY currency COLLATE "C"
),
unknown AS ( -- whatever may be left undecided: what is at stake is not known
    SELECT format('%s breaks of the kind %s have an amount at stake that is not known, and are not decided. See: vss breaks list --from %s --to %s --state OPEN,NOTED --kind %s',
                  count(*), kind, min(business_day), max(business_day), kind)
    FROM days
    JOIN recon.break USING (business_day)
    WHERE state IN ('OPEN', 'NOTED') AND amount_at_stake IS NULL AND kind IN ('NOT_CHECKABLE', 'RATE')
      AND source = '8x8-log-export' -- a list bills nothing
    GROUP BY kind
    ORDER BY kind COLLATE "C"
)
SELECT * FROM unparsed
UNION ALL SELECT * FROM not_run
UNION ALL SELECT * FROM unbalanced
UNION ALL SELECT * FROM unreconciled
UNION ALL SELECT * FROM undecided
UNION ALL SELECT * FROM unknown;
