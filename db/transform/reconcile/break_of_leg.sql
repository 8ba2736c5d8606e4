-- One row a call (and currency) that one side does not have, or that is billed more than once. Lines without a price count
-- only where a call has no other.
INSERT INTO found (source, business_day, product, sub_account_id, session_id, client_request_id, call_id, kind,
                   expected_value, actual_value, amount_at_stake, currency, evidence_at)
WITH missing AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id,
           'LEG_MISSING' AS kind, min(duration_seconds)::text || ' s billed' AS expected_value, NULL AS actual_value,
           sum(total_price) AS amount, currency, evidence_at
    FROM billed_leg
    WHERE NOT happened
      AND (total_price IS NOT NULL OR number = 1)
    GROUP BY source, business_day, product, sub_account_id, session_id, client_request_id, call_id, currency, evidence_at
),
duplicate AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id,
           'DUPLICATE_BILLED', 'billed ' || max(lines) || ' times', 'one call', sum(total_price), currency, evidence_at
    FROM billed_leg
    WHERE happened AND number > 1
      AND (total_price IS NOT NULL OR number = 2)
    GROUP BY source, business_day, product, sub_account_id, session_id, client_request_id, call_id, currency, evidence_at
),
unexpected AS ( -- one row a call id, also where the summary has it in two legs
    SELECT DISTINCT ON (p.source, p.sub_account_id, p.session_id, coalesce(v.call_id, 'leg ' || v.leg))
           p.source, p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id,
           coalesce(v.call_id, 'leg ' || v.leg), 'LEG_UNEXPECTED', NULL,
           coalesce(v.call_status, 'a call') || ', ' || coalesce(v.call_seconds, 0) || ' s', NULL::numeric, NULL,
           p.evidence_at
    FROM odd p
    JOIN fact.call_leg v USING (business_day, delivery_id)
    WHERE p.has_unlike_call
      AND NOT EXISTS (SELECT FROM billed_leg b
                      WHERE b.source = p.source AND b.sub_account_id = p.sub_account_id AND b.session_id = p.session_id
                        AND b.legs_matched_by = 'LEGS_IN_ONE_LINE')
      AND NOT EXISTS (SELECT FROM billed_leg b
                      WHERE b.source = p.source AND b.sub_account_id = p.sub_account_id
                        AND b.session_id = p.session_id AND b.call_id = v.call_id)
    ORDER BY p.source, p.sub_account_id, p.session_id, coalesce(v.call_id, 'leg ' || v.leg), v.leg COLLATE "C"
)
SELECT * FROM missing
UNION ALL SELECT * FROM duplicate
UNION ALL SELECT * FROM unexpected;
