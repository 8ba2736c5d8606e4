-- So many days from :from on, each with so many sessions, all carried through to their reports: deliveries, facts with a leg, their
-- outcomes, a bill of them, a list of what was sent that knows every tenth only by the client's own id, and results. Every
-- hundredth session is billed on the day before it happened.
CREATE TEMPORARY TABLE seed ON COMMIT DROP AS
SELECT (:from::date - date '2020-01-01' + day) * :sessions::bigint + n AS id, :from::date + day AS business_day,
       :from::date + day - (n % 100 = 1)::integer AS billed_day, 'acme_' || n % 5 AS sub_account_id,
       md5(concat_ws(' ', 'session', :from::date + day, n))::uuid::text AS session_id,
       md5(concat_ws(' ', 'call', :from::date + day, n))::uuid::text AS call_id,
       'request ' || (:from::date + day) || ' ' || n AS client_request_id, n % 10 = 0 AS by_request,
       (:from::date + day + n * interval '86399 seconds' / :sessions) AT TIME ZONE 'UTC' AS start_time
FROM generate_series(0, :days::integer - 1) AS day
CROSS JOIN generate_series(1, :sessions::bigint) AS n
ORDER BY 1;

INSERT INTO capture.delivery (id, received_at, product, source, body, xid)
OVERRIDING SYSTEM VALUE
SELECT id, start_time, 'ivr', 'webhook', '{}', '10' FROM seed;

INSERT INTO parse.outcome
    (delivery_id, outcome, business_day, product, sub_account_id, session_id, content_digest, content_rank, arrived_at,
     parser_version, run_id)
SELECT id, 'FACT', business_day, 'ivr', sub_account_id, session_id, sha256(session_id::bytea), '\x00', start_time, 1, 1
FROM seed;

INSERT INTO fact.ivr_session
    (sub_account_id, session_id, business_day, session_status, start_time, is_answered, talk_seconds, total_call_seconds,
     client_request_id, product_decided_by, received_at, delivery_count, delivery_id, parser_version)
SELECT sub_account_id, session_id, business_day, 'COMPLETED', start_time, true, 10, 10, client_request_id, 'URL', start_time, 1,
       id, 1
FROM seed;

INSERT INTO fact.call_leg
    (sub_account_id, session_id, leg, call_id, direction, initiated_at, connected_at, disconnected_at, destination, call_status,
     call_seconds, is_answered, talk_seconds, business_day, delivery_id)
SELECT sub_account_id, session_id, 'A', call_id, 'OUTBOUND', start_time, start_time, start_time + interval '10 seconds',
       '+6580000000', 'COMPLETED', 10, true, 10, business_day, id
FROM seed;

INSERT INTO expected.import (source, file_name, sha256, imported_at, rows, skipped)
SELECT source, 'history', :from::text, '2020-01-01Z', 1, 0 FROM unnest(ARRAY['8x8-log-export', 'callflows']) AS source;

INSERT INTO expected.leg
    (import_id, line, source, sub_account_id, session_id, call_id, business_day, product, direction, destination, initiated_at,
     duration_seconds, unit_seconds, first_increment, next_increment, billable_seconds, unit_price, total_price, currency)
SELECT i.id, s.id, source, sub_account_id, session_id, call_id, billed_day, 'ivr', 'OUTBOUND', '+6580000000', start_time, 10, 60,
       1, 1, 10, 0.06, 0.01, 'SGD'
FROM seed s
JOIN expected.import i ON i.sha256 = :from::text AND source = '8x8-log-export';

INSERT INTO expected.session
    (import_id, line, source, sub_account_id, session_id, client_request_id, business_day, start_time, product, leg_count)
SELECT i.id, s.id, source, sub_account_id,
       CASE WHEN source = '8x8-log-export' OR NOT by_request THEN session_id END,
       CASE WHEN source = 'callflows' THEN client_request_id END,
       CASE WHEN source = 'callflows' THEN business_day ELSE billed_day END, start_time, 'ivr', 1
FROM seed s
JOIN expected.import i ON i.sha256 = :from::text;

INSERT INTO recon.result
    (business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by)
SELECT s.business_day, 'ivr', s.sub_account_id, s.session_id, e.client_request_id, e.source, 'MATCHED',
       CASE WHEN e.session_id IS NULL THEN 'CLIENT_REQUEST_ID' ELSE 'SESSION_ID' END
FROM seed s
JOIN expected.session e ON e.line = s.id
ORDER BY s.id;

INSERT INTO parse.touched_day (business_day, run_id, xid) SELECT DISTINCT business_day, 1, '10'::xid8 FROM seed;
INSERT INTO run.day (business_day, run_id, seen_xid, rules) SELECT DISTINCT business_day, 1, '20'::xid8, 'rules' FROM seed;
INSERT INTO run.reconciled_day (business_day, run_id, seen_xid, rules)
SELECT DISTINCT business_day, 1, '20'::xid8, 'rules' FROM seed;
UPDATE parse.watermark SET xid = '20';
