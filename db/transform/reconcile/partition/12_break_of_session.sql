-- grain: one row per session (and currency) that is missing, unexpected, of another status or of another product.
-- reads: expected.leg, expected.session, fact.place, tolerance, unbilled_call, unequal_pair
-- writes: difference
-- A list may leave out status and product, and then compares none. A bill has both in each line: one without is not checkable,
-- and neither is what names a product that nobody knows, in a bill or in a list. What happened always has both.
INSERT INTO difference (source, business_day, product, sub_account_id, session_id, client_request_id, kind, expected_value,
                   actual_value, amount_at_stake, currency, tolerated_by, evidence_at)
WITH missing AS ( -- what is billed for it, by currency; lines without a price say nothing of that
    SELECT p.*, 'MISSING_VSS' AS kind, coalesce(p.expected_status, 'a session') AS expected_value,
           other.found AS actual_value, b.amount, b.currency, NULL AS tolerated_by
    FROM unequal_pair p
    LEFT JOIN LATERAL (
        SELECT l.currency, sum(l.total_price) AS amount
        FROM expected.leg l
        WHERE l.source = p.source AND l.sub_account_id = p.sub_account_id AND l.session_id = p.session_id
          AND l.superseded_by IS NULL
          AND l.total_price IS NOT NULL
        GROUP BY l.currency) AS b ON true
    LEFT JOIN LATERAL ( -- the bill has it under another subaccount than it happened under
        SELECT 'a session of ' || min(f.sub_account_id COLLATE "C") AS found
        FROM fact.place f
        WHERE f.session_id = p.session_id AND f.sub_account_id <> p.sub_account_id) AS other ON true
    WHERE p.outcome = 'MISSING_VSS'
),
unexpected AS ( -- what its calls would cost by the contract, where all of them have a price in one currency, is paid too little
    SELECT p.*, 'UNEXPECTED', NULL, p.actual_status, -c.price, c.currency, NULL
    FROM unequal_pair p
    LEFT JOIN (SELECT source, sub_account_id, session_id, min(currency) AS currency, sum(price) AS price
               FROM unbilled_call
               GROUP BY source, sub_account_id, session_id
               HAVING count(price) = count(*) AND min(currency) = max(currency)) AS c USING (source, sub_account_id, session_id)
    WHERE p.outcome = 'UNEXPECTED'
),
-- a list of what was sent says how far the request came, which is no outcome of the session
status AS (
    SELECT p.*, 'STATUS', p.expected_status, p.actual_status, NULL::numeric, NULL,
           CASE WHEN t.statuses @> jsonb_build_array(jsonb_build_array(p.expected_status, p.actual_status))
                THEN 'taken for the same' END
    FROM unequal_pair p
    JOIN tolerance t ON t.source = p.source AND t.sub_account_id = p.sub_account_id AND t.product = coalesce(p.product, '')
    WHERE p.outcome = 'MATCHED' AND p.expected_status <> p.actual_status
      AND upper(p.expected_status) NOT IN ('CREATED', 'SENT', 'QUEUED', 'ACCEPTED', 'PENDING')
),
product AS (
    SELECT p.*, 'PRODUCT', p.expected_product, p.product, NULL::numeric, NULL, NULL
    FROM unequal_pair p
    WHERE p.outcome = 'MATCHED' AND p.expected_product <> p.product
),
unchecked AS (
    SELECT p.*, 'NOT_CHECKABLE',
           concat_ws(', ', CASE WHEN p.expected_product IS NULL THEN coalesce('product "' || l.spelling || '"', 'no product') END,
                     CASE WHEN p.expected_status IS NULL AND p.source = '8x8-log-export' THEN 'no session status' END),
           concat_ws(', ', CASE WHEN p.expected_product IS NULL THEN p.product END,
                     CASE WHEN p.expected_status IS NULL AND p.source = '8x8-log-export' THEN p.actual_status END),
           NULL::numeric, NULL, NULL
    FROM unequal_pair p
    LEFT JOIN LATERAL (
        SELECT left(min(product_spelling COLLATE "C"), 40) AS spelling
        FROM (SELECT product_spelling
              FROM expected.leg l
              WHERE l.source = p.source AND l.sub_account_id = p.sub_account_id AND l.session_id = p.session_id
                AND l.superseded_by IS NULL
              UNION ALL
              SELECT product_spelling
              FROM expected.session e
              WHERE e.id = p.expected_id AND e.sub_account_id = p.sub_account_id) AS spelled) AS l ON true
    WHERE p.outcome = 'MATCHED' AND (p.expected_product IS NULL OR p.expected_status IS NULL)
      AND (p.source = '8x8-log-export' OR p.expected_product IS NULL AND l.spelling IS NOT NULL)
)
SELECT source, business_day, product, sub_account_id, session_id, client_request_id, kind, expected_value, actual_value,
       amount, currency, tolerated_by, evidence_at
FROM (SELECT * FROM missing
      UNION ALL SELECT * FROM unexpected
      UNION ALL SELECT * FROM status
      UNION ALL SELECT * FROM product
      UNION ALL SELECT * FROM unchecked) AS breaks;
