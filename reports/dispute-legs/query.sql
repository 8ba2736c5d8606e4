-- One row a disputed break and call that it is about: as it was billed, and as the webhook had it. Its amount stands in the first
-- row of a break.
WITH disputed AS (
    SELECT *
    FROM recon.break
    WHERE business_day BETWEEN :from AND :to AND state = 'DISPUTED'
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
billed AS (
    SELECT b.id AS break_id, l.call_id, l.line, l.initiated_at, l.connected_at, l.disconnected_at, l.duration_seconds,
           l.billable_seconds, l.first_increment || '+' || l.next_increment AS increment, l.unit_price, l.total_price,
           l.currency, l.sip_status
    FROM disputed b
    JOIN recon.billed_line l ON l.source = b.source AND l.sub_account_id = b.sub_account_id AND l.session_id = b.session_id
    WHERE b.call_id IS NULL OR l.call_id = b.call_id
),
received AS (
    SELECT b.id AS break_id, v.call_id, v.leg, v.connected_at AS seen_connected_at, v.disconnected_at AS seen_disconnected_at,
           v.call_seconds, v.call_status, f.delivery_id, d.received_at, d.body_sha256
    FROM disputed b
    JOIN fact.place f ON f.sub_account_id = b.sub_account_id AND f.session_id = b.session_id
    JOIN fact.call_leg v ON v.business_day = f.business_day AND v.delivery_id = f.delivery_id
    LEFT JOIN fact.delivery_evidence d ON d.delivery_id = f.delivery_id
    WHERE b.call_id IS NULL OR v.call_id = b.call_id
),
evidence AS (
    SELECT break_id, call_id, line, leg, initiated_at, connected_at, disconnected_at, duration_seconds, billable_seconds, increment,
           unit_price, total_price, currency, sip_status, seen_connected_at, seen_disconnected_at, call_seconds, call_status, delivery_id,
           received_at, body_sha256,
           row_number() OVER (PARTITION BY break_id ORDER BY call_id COLLATE "C", line, leg COLLATE "C") AS number
    FROM billed
    FULL JOIN received USING (break_id, call_id)
)
SELECT b.id AS break, b.kind, b.business_day, b.sub_account_id, coalesce(b.session_id, b.client_request_id) AS session,
       coalesce(e.call_id, b.call_id) AS call_id, e.initiated_at AS billed_initiated, e.connected_at AS billed_connected,
       e.disconnected_at AS billed_disconnected, e.duration_seconds AS billed_seconds, e.billable_seconds, e.increment,
       e.unit_price, e.total_price AS billed_price, e.currency AS billed_currency,
       e.sip_status || ': ' || coalesce(sip.meaning, '(not among the known codes)') AS sip_code,
       e.leg, e.seen_connected_at AS seen_connected, e.seen_disconnected_at AS seen_disconnected,
       e.call_seconds AS seen_seconds, e.call_status AS seen_status,
       s.error_code || ': ' || coalesce(error.meaning, '(not among the known codes)') AS seen_error, e.delivery_id,
       e.received_at, e.body_sha256, b.expected_value AS billed_value, b.actual_value AS seen_value,
       CASE WHEN coalesce(e.number, 1) = 1 THEN b.amount_at_stake END AS amount_at_stake, b.currency,
       (SELECT string_agg(h.note, '; ' ORDER BY h.id) FROM recon.break_event h WHERE h.break_id = b.id AND h.note IS NOT NULL)
           AS note
FROM disputed b
LEFT JOIN evidence e ON e.break_id = b.id
LEFT JOIN fact.place p ON p.sub_account_id = b.sub_account_id AND p.session_id = b.session_id
LEFT JOIN fact.session s ON s.business_day = p.business_day AND s.delivery_id = p.delivery_id
LEFT JOIN fact.code sip ON sip.family = 'sip' AND sip.code::text = e.sip_status
LEFT JOIN fact.code error ON error.family = 'session-error' AND error.code = s.error_code
ORDER BY b.business_day, b.id, e.number
