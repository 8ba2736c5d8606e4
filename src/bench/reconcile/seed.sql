-- So many IVR sessions in ten business days of five subaccounts, one day after the other, every fifth with two legs, and a bill
-- of theirs with seeded differences: of every thousand 5 were never received, 5 never billed, 5 billed twice, 5 with too many seconds, 5 of
-- another status, 3 too dear, 2 with a leg that never was.
CREATE TABLE fact.ivr_session_2026_11 PARTITION OF fact.ivr_session FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE TABLE fact.call_leg_2026_11 PARTITION OF fact.call_leg FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE TABLE recon.result_2026_11 PARTITION OF recon.result FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');

CREATE TEMPORARY TABLE seed AS
SELECT n, md5('session ' || n)::uuid::text AS session_id, 'acme_' || n % 5 AS sub_account_id,
       timestamptz '2026-11-02 00:00Z' + (n - 1) * 10 / :sessions * interval '1 day' + n % 86000 * interval '1 second' AS start_time,
       5 + n * 7919 % 300 AS seconds, 1 + (n % 5 = 0)::integer AS legs, n * 31 % 1000 AS lot
FROM generate_series(1, :sessions::bigint) AS n;

INSERT INTO fact.ivr_session
    (sub_account_id, session_id, business_day, session_status, start_time, end_time, last_action, call_count, is_answered,
     ring_seconds, talk_seconds, total_call_seconds, source_country, destination_country, quality_band, schema_version,
     product_decided_by, received_at, delivery_count, delivery_id, parser_version)
SELECT sub_account_id, session_id, (start_time AT TIME ZONE 'UTC')::date, 'COMPLETED', start_time,
       start_time + seconds * interval '1 second', 'HANGUP', legs, true, 5, seconds * legs, seconds * legs, 'SG', 'SG', 'GOOD', 1,
       'URL', start_time + interval '10 minutes', 1, n, 1
FROM seed
WHERE lot NOT BETWEEN 0 AND 4
ORDER BY n;

INSERT INTO parse.outcome
    (delivery_id, outcome, business_day, product, sub_account_id, session_id, content_digest, content_rank, arrived_at,
     parser_version, run_id)
SELECT n, 'FACT', (start_time AT TIME ZONE 'UTC')::date, 'ivr', sub_account_id, session_id, sha256(session_id::bytea), '\x00',
       start_time + interval '10 minutes', 1, 1
FROM seed
WHERE lot NOT BETWEEN 0 AND 4
ORDER BY n;

INSERT INTO fact.call_leg
    (sub_account_id, session_id, leg, call_id, direction, call_type, initiated_at, connected_at, disconnected_at, source,
     destination, source_country, destination_country, call_status, call_seconds, is_answered, ring_seconds, talk_seconds,
     business_day, delivery_id)
SELECT sub_account_id, session_id, chr(64 + leg), md5(leg || ' call ' || n)::uuid::text, 'OUTBOUND', 'PSTN', start_time,
       start_time + interval '5 seconds', start_time + (5 + seconds) * interval '1 second', '+6560000001',
       '+65' || 80000000 + n % 9999999, 'SG', 'SG', 'COMPLETED', seconds, true, 5, seconds,
       (start_time AT TIME ZONE 'UTC')::date, n
FROM seed
CROSS JOIN LATERAL generate_series(1, legs) AS leg
WHERE lot NOT BETWEEN 0 AND 4
ORDER BY n;

INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped)
VALUES ('8x8-log-export', 'bill.csv', 'seed', '2026-11-12 06:00Z', :sessions, 0);

INSERT INTO expected.leg
    (import_id, line, source, sub_account_id, session_id, call_id, business_day, product, product_spelling, direction,
     source_number, destination, initiated_at, connected_at, disconnected_at, session_status, call_status, duration_seconds,
     billing_unit, unit_seconds, first_increment, next_increment, billable_seconds, unit_price, total_price, currency)
SELECT 1, n, '8x8-log-export', sub_account_id, session_id,
       CASE WHEN lot BETWEEN 28 AND 29 AND leg = 2 THEN 'ghost ' || n ELSE md5(least(leg, legs) || ' call ' || n)::uuid::text END,
       (start_time AT TIME ZONE 'UTC')::date, 'ivr', 'IVR', 'OUTBOUND', '+6560000001', '+65' || 80000000 + n % 9999999,
       start_time, start_time + interval '5 seconds', start_time + (5 + billed) * interval '1 second',
       CASE WHEN lot BETWEEN 20 AND 24 THEN 'FAILED' ELSE 'COMPLETED' END, 'COMPLETED', billed, 'minute', 60, 1, 1, billed,
       0.0375, round(0.0375 * billed / 60, 4) + CASE WHEN lot BETWEEN 25 AND 27 THEN 0.01 ELSE 0 END, 'SGD'
FROM seed
CROSS JOIN LATERAL (SELECT seconds + CASE WHEN lot BETWEEN 15 AND 19 THEN 30 ELSE 0 END AS billed) AS b
CROSS JOIN LATERAL generate_series(1, legs + (lot BETWEEN 10 AND 14 OR lot BETWEEN 28 AND 29)::integer) AS leg
WHERE lot NOT BETWEEN 5 AND 9
ORDER BY n;

UPDATE expected.leg l
SET lines_of_call = 2
FROM seed
WHERE lot BETWEEN 10 AND 14 AND l.session_id = seed.session_id AND l.call_id = md5(seed.legs || ' call ' || n)::uuid::text;

INSERT INTO expected.session
    (import_id, line, source, sub_account_id, session_id, business_day, start_time, product, session_status, leg_count,
     billed_amount, currency)
SELECT 1, min(line), source, sub_account_id, session_id, min(business_day), min(initiated_at), 'ivr', min(session_status),
       count(DISTINCT call_id), sum(total_price), 'SGD'
FROM expected.leg
GROUP BY source, sub_account_id, session_id
ORDER BY 2;

DROP TABLE seed;
