-- One row a session and source, of these days: what happened beside what was expected; either may be missing. The day is
-- that of what happened, else that of what was expected.
CREATE TEMPORARY TABLE pair ON COMMIT DROP AS
WITH facts AS (
    SELECT f.* FROM fact.session f WHERE f.business_day = ANY (:days::date[])
),
sources AS (
    SELECT DISTINCT source FROM expected.import
),
expectations AS (
    SELECT e.*
    FROM expected.session e
    WHERE e.superseded_by IS NULL AND e.business_day = ANY (:days::date[])
    UNION
    SELECT e.*
    FROM facts f
    CROSS JOIN sources s -- the index begins with the source
    JOIN expected.session e ON e.source = s.source AND e.sub_account_id = f.sub_account_id AND e.session_id = f.session_id
    WHERE e.superseded_by IS NULL
    UNION
    SELECT e.*
    FROM facts f
    JOIN expected.session e USING (sub_account_id, client_request_id)
    WHERE e.superseded_by IS NULL AND e.session_id IS NULL
),
by_session AS (
    SELECT e.id AS expected_id, f.sub_account_id, f.session_id, coalesce(e.identified_by, 'SESSION_ID') AS matched_by
    FROM expectations e
    JOIN fact.place f USING (sub_account_id, session_id)
),
by_request AS (
    SELECT DISTINCT ON (e.id) e.id, f.sub_account_id, f.session_id, 'CLIENT_REQUEST_ID'
    FROM expectations e
    JOIN fact.session f USING (sub_account_id, client_request_id)
    WHERE e.session_id IS NULL
      AND NOT EXISTS (SELECT FROM expected.session other
                      WHERE other.superseded_by IS NULL AND other.source = e.source
                        AND other.sub_account_id = f.sub_account_id AND other.session_id = f.session_id)
    ORDER BY e.id, f.start_time, f.session_id COLLATE "C"
),
matches AS (
    SELECT * FROM by_session UNION ALL SELECT * FROM by_request
),
-- where a source speaks of a subaccount on a day at all; a list of the client's own, only of a product
coverage AS (
    SELECT e.source, e.sub_account_id, CASE WHEN e.source <> '8x8-log-export' THEN e.product END AS product, e.business_day,
           min(i.imported_at) AS imported_at
    FROM expected.session e
    JOIN expected.import i ON i.id = e.import_id
    WHERE e.superseded_by IS NULL AND e.business_day = ANY (:days::date[])
    GROUP BY 1, 2, 3, 4
),
pairs AS (
    SELECT e.source, f.business_day, f.product, f.sub_account_id, f.session_id, e.client_request_id, m.matched_by,
           e.id AS expected_id, true AS happened, f.delivery_id, greatest(i.imported_at, f.received_at) AS evidence_at
    FROM matches m
    JOIN expectations e ON e.id = m.expected_id
    JOIN expected.import i ON i.id = e.import_id
    JOIN facts f ON f.sub_account_id = m.sub_account_id AND f.session_id = m.session_id
    UNION ALL
    SELECT e.source, e.business_day, e.product, e.sub_account_id, e.session_id, e.client_request_id, NULL, e.id, false,
           NULL, i.imported_at
    FROM expectations e
    JOIN expected.import i ON i.id = e.import_id
    WHERE NOT EXISTS (SELECT FROM matches m WHERE m.expected_id = e.id)
      AND e.business_day = ANY (:days::date[])
    UNION ALL
    SELECT c.source, f.business_day, f.product, f.sub_account_id, f.session_id, NULL, NULL, NULL, true,
           f.delivery_id, greatest(c.imported_at, f.received_at)
    FROM facts f
    JOIN coverage c ON c.sub_account_id = f.sub_account_id AND c.business_day = f.business_day
                   AND (c.source = '8x8-log-export' OR c.product = f.product)
    LEFT JOIN fact.call_leg a ON a.business_day = f.business_day AND a.delivery_id = f.delivery_id AND a.leg = 'A'
    WHERE (c.source = '8x8-log-export' OR a.direction IS DISTINCT FROM 'INBOUND') -- nobody sends an inbound call
      AND (c.source <> '8x8-log-export'                                       -- nobody bills a session without a call
           OR EXISTS (SELECT FROM fact.call_leg l
                      WHERE l.business_day = f.business_day AND l.delivery_id = f.delivery_id))
      AND NOT EXISTS (SELECT FROM matches m JOIN expectations e ON e.id = m.expected_id
                      WHERE e.source = c.source AND m.sub_account_id = f.sub_account_id AND m.session_id = f.session_id)
)
SELECT pairs.*, recon.session_key(session_id, client_request_id) AS session_key
FROM pairs;
