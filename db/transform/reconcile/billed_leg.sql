-- One row a billed line of a session with an odd call, numbered within its call, those with a price first; and the leg as the
-- Voice Session Summary has it, where it has it.
CREATE TEMPORARY TABLE billed_leg ON COMMIT DROP AS
WITH lines AS (
    SELECT p.source, p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.delivery_id,
           p.evidence_at, l.call_id, l.duration_seconds, l.unit_seconds, l.first_increment, l.next_increment, l.billable_seconds,
           l.unit_price, l.total_price, CASE WHEN l.total_price IS NOT NULL THEN l.currency END AS currency,
           row_number() OVER (PARTITION BY l.source, l.sub_account_id, l.session_id, l.call_id
                              ORDER BY l.total_price IS NULL, l.id)                             AS number,
           count(*)     OVER (PARTITION BY l.source, l.sub_account_id, l.session_id, l.call_id) AS lines
    FROM odd p
    JOIN expected.leg l ON l.source = p.source AND l.sub_account_id = p.sub_account_id
                       AND l.session_id = p.session_id AND l.superseded_by IS NULL
    WHERE p.has_unlike_call
)
SELECT lines.*, v.call_id IS NOT NULL AS happened, v.call_seconds
FROM lines
LEFT JOIN LATERAL (
    SELECT v.call_id,
           -- a summary that states no seconds: none where nobody answered, else those between its two times
           coalesce(v.call_seconds,
                    CASE WHEN v.connected_at IS NULL AND v.call_status IS DISTINCT FROM 'COMPLETED' THEN 0
                         WHEN v.disconnected_at >= v.connected_at
                             THEN floor(extract(epoch FROM v.disconnected_at - v.connected_at))::integer
                    END) AS call_seconds
    FROM fact.call_leg v
    WHERE v.business_day = lines.business_day AND v.delivery_id = lines.delivery_id AND v.call_id = lines.call_id
    ORDER BY v.leg COLLATE "C"
    LIMIT 1) AS v ON true;
