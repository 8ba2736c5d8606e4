-- grain: one row per call that happened and that no line bills: of a billed session, or of one that the bill does not have; with
--   what it would cost by the contract.
-- reads: billed_leg, fact.call_leg, rate, unequal_pair
-- writes: unbilled_call
-- A call without seconds costs nothing; without a contract, or a rate for its destination, the price is NULL. One row per call
-- id, also where the summary has it in two legs.
CREATE TEMPORARY TABLE unbilled_call ON COMMIT DROP AS
WITH call AS (
    SELECT DISTINCT ON (p.source, p.sub_account_id, p.session_id, coalesce(v.call_id, 'leg ' || v.leg))
           p.source, p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.outcome, p.evidence_at,
           coalesce(v.call_id, 'leg ' || v.leg) AS call_id, v.direction, ltrim(v.destination, '+') AS destination,
           coalesce(v.call_status, 'a call') || ', ' || coalesce(v.call_seconds, 0) || ' s' AS received,
           recon.call_seconds(v.call_seconds, v.call_status, v.connected_at, v.disconnected_at) AS talk
    FROM unequal_pair p
    JOIN fact.call_leg v ON v.business_day = p.business_day AND v.delivery_id = p.delivery_id
    WHERE (p.has_unlike_call OR p.source = '8x8-log-export' AND p.outcome = 'UNEXPECTED' AND EXISTS (SELECT FROM rate))
      AND v.business_day = ANY (:days::date[])
      AND NOT EXISTS (SELECT FROM billed_leg b
                      WHERE b.source = p.source AND b.sub_account_id = p.sub_account_id AND b.session_id = p.session_id
                        AND b.legs_matched_by = 'LEGS_IN_ONE_LINE')
      AND NOT EXISTS (SELECT FROM billed_leg b
                      WHERE b.source = p.source AND b.sub_account_id = p.sub_account_id
                        AND b.session_id = p.session_id AND b.call_id = v.call_id)
    ORDER BY p.source, p.sub_account_id, p.session_id, coalesce(v.call_id, 'leg ' || v.leg), v.leg COLLATE "C"
),
decimals AS ( -- as the newest import in a currency shows them
    SELECT DISTINCT ON (currency) currency, decimals
    FROM recon.price_decimals(:decimals::jsonb, :priceDecimals)
    ORDER BY currency, import_id DESC
)
SELECT call.*, r.currency,
       CASE WHEN talk = 0 THEN 0
            ELSE recon.price_due(recon.billable_seconds(talk, r.first_increment, r.next_increment), r.unit_price, r.unit_seconds,
                                 coalesce(d.decimals, 4)) END AS price
FROM call
LEFT JOIN LATERAL (
    SELECT r.*
    FROM rate r
    WHERE starts_with(coalesce(call.destination, ''), r.prefix)
      AND coalesce(r.product, call.product, '') = coalesce(call.product, '')
      AND coalesce(r.direction, call.direction, '') = coalesce(call.direction, '')
      AND business_day BETWEEN coalesce(r.valid_from, business_day) AND coalesce(r.valid_to, business_day)
    ORDER BY length(r.prefix) DESC, r.product IS NULL, r.direction IS NULL, r.valid_from DESC NULLS LAST
    LIMIT 1) AS r ON true
LEFT JOIN decimals d USING (currency);
