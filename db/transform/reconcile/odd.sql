-- One row a pair about which there is something to say: one side is missing, or the two differ in status, product or a call.
CREATE TEMPORARY TABLE odd ON COMMIT DROP AS
SELECT p.*, greatest(i.imported_at, p.received_at) AS evidence_at,
       p.outcome = 'MATCHED' AND p.source = '8x8-log-export' AND u.session_id IS NOT NULL AS has_unlike_call
FROM pair p
JOIN expected.import i ON i.id = p.import_id
LEFT JOIN unlike u ON u.sub_account_id = p.sub_account_id AND u.session_id = p.session_id
WHERE p.outcome <> 'MATCHED'
   OR u.session_id IS NOT NULL
   OR p.expected_status <> p.actual_status
   OR p.expected_product <> p.product;
ANALYZE odd;
