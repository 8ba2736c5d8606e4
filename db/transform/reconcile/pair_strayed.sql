-- The strays find their sessions: these are no longer missing, nor unexpected. Where that was on another day, it is told there.
DELETE FROM pair p
USING stray s
WHERE p.expected_id = s.expected_id
   OR (p.outcome = 'UNEXPECTED' AND p.source = s.source AND p.sub_account_id = s.sub_account_id
       AND p.session_id = s.fact_session_id);

INSERT INTO pair
    (source, sub_account_id, session_id, client_request_id, business_day, product, expected_id, import_id, expected_product,
     expected_status, actual_status, delivery_id, received_at, matched_by, outcome)
SELECT s.source, s.sub_account_id, s.fact_session_id, s.client_request_id, f.business_day, f.product, s.expected_id, s.import_id,
       s.product, s.session_status, f.session_status, f.delivery_id, f.received_at, s.matched_by, 'MATCHED'
FROM stray s
JOIN fact.session f ON f.business_day = s.fact_day AND f.sub_account_id = s.sub_account_id AND f.session_id = s.fact_session_id
WHERE s.fact_day = ANY (:days::date[]);

-- Nobody bills a session without a call, and nobody sends an inbound one: these are not unexpected.
DELETE FROM pair p
WHERE p.outcome = 'UNEXPECTED'
  AND CASE WHEN p.source = '8x8-log-export'
           THEN NOT EXISTS (SELECT FROM fact.call_leg l
                            WHERE l.business_day = p.business_day AND l.delivery_id = p.delivery_id)
           ELSE EXISTS (SELECT FROM fact.call_leg a
                        WHERE a.business_day = p.business_day AND a.delivery_id = p.delivery_id
                          AND a.leg = 'A' AND a.direction = 'INBOUND') END;
