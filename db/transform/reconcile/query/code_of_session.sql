-- grain: one row per code that is known of a session, with what it means: the error that its webhook names, the status of 8x8's
--   answer to its request, and the SIP code of each of its calls on the bill.
-- reads: expected.import, expected.leg, expected.session, fact.code, fact.place, fact.session
-- writes: nothing
WITH known AS (
    SELECT 'session-error' AS family, NULL AS call_id, s.error_code::text AS code, s.error_message AS message
    FROM fact.place p
    JOIN fact.session s ON s.business_day = p.business_day AND s.delivery_id = p.delivery_id
    WHERE p.sub_account_id = :account AND p.session_id = :session AND s.error_code IS NOT NULL
    UNION ALL
    SELECT 'api-status', NULL, e.status_code::text, e.status_message
    FROM expected.session e
    WHERE e.superseded_by IS NULL AND e.source = ANY (ARRAY(SELECT DISTINCT source FROM expected.import))
      AND e.sub_account_id = :account AND e.status_code IS NOT NULL
      AND (e.session_id = :session OR e.client_request_id = :request)
    UNION ALL
    SELECT 'sip', l.call_id, l.sip_status, NULL
    FROM expected.leg l
    WHERE l.superseded_by IS NULL AND l.source = ANY (ARRAY(SELECT DISTINCT source FROM expected.import))
      AND l.sub_account_id = :account AND l.session_id = :session AND l.sip_status IS NOT NULL
)
SELECT DISTINCT known.family, known.call_id COLLATE "C" AS call_id, known.code COLLATE "C" AS code,
       known.message COLLATE "C" AS message, c.meaning, c.remedy, c.retryable
FROM known
LEFT JOIN fact.code c ON c.family = known.family AND c.code::text = known.code
ORDER BY known.family, call_id, code, message
