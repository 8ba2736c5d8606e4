-- grain: Expectations find their sessions indirectly: these are no longer missing, nor unexpected.
-- reads: expected.import, fact.call_leg, fact.session, indirect_match, session_to_compare
-- writes: unequal_pair
-- Where that was on another day, it is told there. Two statements, since what is joined by this or that is compared pair by pair.
DELETE FROM unequal_pair o
USING indirect_match s
WHERE o.expected_id = s.expected_id;

DELETE FROM unequal_pair o
USING indirect_match s
WHERE o.expected_id IS NULL AND o.source = s.source AND o.sub_account_id = s.sub_account_id
  AND o.session_id = s.fact_session_id;

INSERT INTO unequal_pair
SELECT s.source, s.sub_account_id, s.fact_session_id, s.client_request_id, f.business_day, f.product, s.expected_id,
       s.product, s.session_status, f.session_status, f.delivery_id, s.matched_by, NULL, 'MATCHED',
       s.source = '8x8-log-export'
           AND EXISTS (SELECT FROM session_to_compare u WHERE u.sub_account_id = s.sub_account_id AND u.session_id = s.fact_session_id),
       greatest(i.imported_at, f.received_at)
FROM indirect_match s
JOIN fact.session f ON f.business_day = s.fact_day AND f.delivery_id = s.fact_delivery_id
JOIN expected.import i ON i.id = s.import_id
WHERE s.fact_day = ANY (:days::date[]) AND f.business_day = ANY (:days::date[]); -- of facts, too, only months of these days

-- Nobody bills a session without a call, and nobody sends an inbound one: these are not unexpected.
DELETE FROM unequal_pair o
WHERE o.outcome = 'NOT_COVERED'
   OR o.outcome = 'UNEXPECTED'
      AND CASE WHEN o.source = '8x8-log-export'
               THEN NOT EXISTS (SELECT FROM fact.call_leg l
                                WHERE l.business_day = o.business_day AND l.delivery_id = o.delivery_id
                                  AND l.business_day = ANY (:days::date[]))
               ELSE EXISTS (SELECT FROM fact.call_leg a
                            WHERE a.business_day = o.business_day AND a.delivery_id = o.delivery_id
                              AND a.business_day = ANY (:days::date[])
                              AND a.leg = 'A' AND a.direction = 'INBOUND') END;
ANALYZE unequal_pair; -- these have other calls to look at than those before
