-- A bill of what was parsed: of every hundred sessions one is missing on it, one has another status, and one too many seconds.
INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped)
VALUES ('8x8-log-export', 'bill.csv', 'seed', now(), 0, 0);

SET work_mem = '1GB'; -- legs are joined in their order, which is that of a bill

CREATE TEMPORARY TABLE billed AS
SELECT sub_account_id, session_id, business_day, session_status, delivery_id AS n, delivery_id * 31 % 100 AS lot
FROM fact.ivr_session;

ANALYZE billed;

INSERT INTO expected.leg
    (import_id, line, source, sub_account_id, session_id, call_id, business_day, product, product_spelling, direction,
     source_number, destination, initiated_at, connected_at, disconnected_at, session_status, call_status, duration_seconds,
     billing_unit, unit_seconds, first_increment, next_increment, billable_seconds, unit_price, total_price, currency)
SELECT 1, 2 * n + (l.leg > 'A')::integer, '8x8-log-export', l.sub_account_id, l.session_id, l.call_id, l.business_day, 'ivr',
       'IVR', l.direction, l.source, l.destination, l.initiated_at, l.connected_at, l.disconnected_at,
       CASE WHEN lot = 1 THEN 'FAILED' ELSE b.session_status END, l.call_status, seconds, 'minute', 60, 1, 1, seconds, 0.0375,
       round(0.0375 * seconds / 60, 4), 'SGD'
FROM billed b
JOIN fact.call_leg l USING (sub_account_id, session_id, business_day)
CROSS JOIN LATERAL (SELECT coalesce(l.call_seconds, 0) + CASE WHEN lot = 2 THEN 30 ELSE 0 END AS seconds) AS s
WHERE lot <> 0;

INSERT INTO expected.session
    (import_id, line, source, sub_account_id, session_id, business_day, start_time, product, session_status, leg_count,
     billed_amount, currency)
SELECT 1, min(line), source, sub_account_id, session_id, min(business_day), min(initiated_at), 'ivr', min(session_status),
       count(DISTINCT call_id), sum(total_price), 'SGD'
FROM expected.leg
GROUP BY source, sub_account_id, session_id
ORDER BY 2;

DROP TABLE billed;
