-- grain: one row: what the inbox holds, and what of it waits for a run.
-- reads: capture.arrival_hour, capture.counted, capture.delivery, capture.rejected, parse.outcome, parse.quarantine,
--   parse.watermark
-- writes: nothing
-- Deliveries below the mark of capture.counted were counted; none below that of parse.watermark waits. A mark that lies in the
-- future is of another server, from which the ledger was restored: then all is looked at. The newest is looked for among the last
-- that got a number, and among webhooks by their counts.
WITH counted AS (
    SELECT below, deliveries FROM capture.counted WHERE below <= pg_snapshot_xmax(pg_current_snapshot())
    UNION ALL
    SELECT '0', 0
    ORDER BY below DESC
    LIMIT 1
),
watermark AS (
    SELECT max(xid) AS xid
    FROM (SELECT xid FROM parse.watermark WHERE xid <= pg_snapshot_xmax(pg_current_snapshot()) UNION ALL SELECT '0') AS marks
),
waiting AS (
    SELECT count(*) AS deliveries, min(d.received_at) AS since
    FROM capture.delivery d
    WHERE d.xid >= (SELECT xid FROM watermark)
      AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
),
newest AS (
    SELECT received_at FROM capture.delivery ORDER BY id DESC LIMIT 1000
)
SELECT (SELECT deliveries FROM counted)
           + (SELECT count(*) FROM capture.delivery WHERE xid >= (SELECT below FROM counted)) AS deliveries,
       waiting.deliveries AS waiting, waiting.since AS waiting_since,
       (SELECT count(*) FROM parse.quarantine WHERE resolved_at IS NULL) AS quarantined,
       (SELECT count(*) FROM capture.rejected WHERE resolved_at IS NULL) AS rejected,
       greatest((SELECT max(received_at) FROM newest), (SELECT max(last_at) FROM capture.arrival_hour)) AS newest_at
FROM waiting
