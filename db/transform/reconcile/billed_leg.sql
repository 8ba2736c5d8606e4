-- One row a billed call of a session that happened: its first line, what its further lines come to, and the leg as the
-- Voice Session Summary has it, where it has it.
CREATE TEMPORARY TABLE billed_leg ON COMMIT DROP AS
WITH lines AS (
    SELECT p.source, p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.evidence_at,
           l.call_id, l.duration_seconds, l.unit_seconds, l.first_increment, l.next_increment, l.billable_seconds,
           l.unit_price, l.total_price, l.currency,
           row_number() OVER same_call AS number,
           count(*)     OVER (PARTITION BY l.source, l.sub_account_id, l.session_id, l.call_id) AS lines
    FROM pair p
    JOIN expected.leg l ON l.source = p.source AND l.sub_account_id = p.sub_account_id
                       AND l.session_id = p.session_id AND l.superseded_by IS NULL
    WHERE p.happened
    WINDOW same_call AS (PARTITION BY l.source, l.sub_account_id, l.session_id, l.call_id ORDER BY l.id)
)
SELECT lines.*, v.call_id IS NOT NULL AS happened, v.call_seconds
FROM lines
LEFT JOIN LATERAL (SELECT v.call_id, v.call_seconds
                   FROM fact.call_leg v
                   WHERE v.sub_account_id = lines.sub_account_id AND v.session_id = lines.session_id
                     AND v.call_id = lines.call_id
                   ORDER BY v.leg
                   LIMIT 1) AS v ON true;
