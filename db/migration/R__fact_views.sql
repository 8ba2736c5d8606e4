CREATE OR REPLACE VIEW fact.session AS
SELECT 'ivr' AS product, sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.ivr_session
UNION ALL
SELECT 'voice-messaging', sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.voice_messaging_session
UNION ALL
SELECT 'number-masking', sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.number_masking_session
UNION ALL
SELECT 'other', sub_account_id, session_id, business_day, session_status, implied_status, start_time, end_time,
       last_action, call_count, error_code, error_message, is_answered, ring_seconds, talk_seconds, total_call_seconds,
       source_country, destination_country, quality_band, schema_version, client_request_id, product_decided_by, received_at,
       delivery_count, delivery_id, parser_version
FROM fact.other_session;
COMMENT ON VIEW fact.session IS 'One row per session of every product, with the columns that all products have.';

CREATE OR REPLACE VIEW fact.called_session AS
SELECT session.*, called.destination,
       CASE WHEN called.direction = 'INBOUND' THEN called.destination ELSE called.source END AS virtual_number
FROM fact.session
LEFT JOIN LATERAL (
    SELECT leg.direction, leg.source, leg.destination
    FROM fact.call_leg AS leg
    WHERE leg.business_day = session.business_day AND leg.delivery_id = session.delivery_id
    ORDER BY (leg.direction = 'OUTBOUND') DESC NULLS LAST, length(leg.leg) DESC, leg.leg COLLATE "C" DESC
    LIMIT 1
) AS called ON true;
COMMENT ON VIEW fact.called_session IS
    'One row per session, with the number that was called and the virtual number: those of its last outbound leg, or else of '
    'its last leg. The virtual number is what the called party saw, or what was dialled if nobody was called.';

CREATE OR REPLACE VIEW fact.place AS
SELECT sub_account_id, session_id, business_day, delivery_id, product
FROM parse.outcome
WHERE outcome = 'FACT';
COMMENT ON VIEW fact.place IS
    'One row per session: where its fact is stored. An index finds it by subaccount and session id, whatever the day.';

CREATE OR REPLACE VIEW fact.delivery_evidence AS
SELECT id AS delivery_id, received_at, encode(sha256(convert_to(body::text, 'UTF8')), 'hex') AS body_sha256
FROM capture.delivery;
COMMENT ON VIEW fact.delivery_evidence IS 'One row per delivery: that it came, when, and the hash that proves its body.';

CREATE OR REPLACE VIEW fact.unusable_delivery AS
SELECT o.business_day, o.delivery_id, o.product, o.outcome, q.reason AS code
FROM parse.outcome o
JOIN parse.quarantine q USING (delivery_id)
WHERE o.outcome = 'QUARANTINED' AND q.resolved_at IS NULL
UNION ALL
SELECT business_day, delivery_id, product, outcome, event_type
FROM parse.outcome
WHERE outcome = 'NOT_VSS';
COMMENT ON VIEW fact.unusable_delivery IS
    'One row per delivery without a fact that a person may want to look at: the reason of its quarantine, or the type of its '
    'event.';
