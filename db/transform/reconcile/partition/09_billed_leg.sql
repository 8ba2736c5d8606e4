-- grain: one row per billed line of a session with a call to look at, numbered within its call, those with a price first; and the
--   leg as the Voice Session Summary has it, where it has it.
-- reads: expected.leg, fact.call_leg, tolerance, unequal_pair
-- writes: billed_leg
-- A leg that is billed in several lines, parts of its seconds each, is one row, with their sums; a line that bills the seconds of
-- its leg and of all those that no line bills stands beside their sum. Lines that give money back are credits: numbered apart,
-- and never part of a sum. What a part does not state, no sum states.
CREATE TEMPORARY TABLE billed_leg ON COMMIT DROP AS
WITH line AS (
    SELECT p.source, p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.delivery_id,
           p.evidence_at, l.call_id, l.id, l.business_day AS billed_day, l.direction, ltrim(l.destination, '+') AS destination,
           l.duration_seconds, l.billing_unit, l.unit_seconds, l.first_increment, l.next_increment, l.billable_seconds,
           l.unit_price, l.total_price, CASE WHEN l.total_price IS NOT NULL THEN l.currency END AS currency,
           coalesce(d.decimals, greatest(4, scale(l.total_price))) AS decimals, coalesce(l.total_price < 0, false) AS is_credit,
           row_number() OVER of_call AS number, count(*) OVER of_call_unordered AS lines,
           sum(l.duration_seconds) OVER of_call_unordered AS all_seconds,
           max(l.duration_seconds) OVER of_call_unordered AS longest,
           CASE WHEN count(l.billable_seconds) OVER of_call_unordered = count(*) OVER of_call_unordered
                THEN sum(l.billable_seconds) OVER of_call_unordered END AS all_billable,
           sum(l.total_price) OVER of_call_unordered      AS all_price,
           count(l.total_price) OVER of_call_unordered    AS priced_lines,
           min(format('%s|%s|%s|%s|%s', l.unit_price, l.unit_seconds, l.first_increment, l.next_increment, l.currency))
               OVER of_call_unordered
           = max(format('%s|%s|%s|%s|%s', l.unit_price, l.unit_seconds, l.first_increment, l.next_increment, l.currency))
               OVER of_call_unordered AS same_terms
    FROM unequal_pair p
    JOIN expected.leg l ON l.source = p.source AND l.sub_account_id = p.sub_account_id
                       AND l.session_id = p.session_id AND l.superseded_by IS NULL
    LEFT JOIN (SELECT * FROM recon.price_decimals(:decimals::jsonb, :priceDecimals) OFFSET 0) AS d -- few: found out once
      ON d.import_id = l.import_id AND d.currency = l.currency
    WHERE p.has_unlike_call
    WINDOW of_call_unordered AS (PARTITION BY l.source, l.sub_account_id, l.session_id, l.call_id,
                                              coalesce(l.total_price < 0, false)),
           of_call AS (of_call_unordered ORDER BY l.total_price IS NULL, l.id)
),
call AS ( -- one row a call id of these sessions; a summary may have it in two legs
    SELECT DISTINCT ON (p.source, p.sub_account_id, p.session_id, coalesce(v.call_id, 'leg ' || v.leg))
           p.source, p.sub_account_id, p.session_id, v.call_id,
           recon.call_seconds(v.call_seconds, v.call_status, v.connected_at, v.disconnected_at) AS call_seconds
    FROM unequal_pair p
    JOIN fact.call_leg v ON v.business_day = p.business_day AND v.delivery_id = p.delivery_id
    WHERE p.has_unlike_call
    ORDER BY p.source, p.sub_account_id, p.session_id, coalesce(v.call_id, 'leg ' || v.leg), v.leg COLLATE "C"
),
unbilled AS MATERIALIZED ( -- one row a session with legs that no line bills; counted once, not for each line
    SELECT source, sub_account_id, session_id,
           CASE WHEN count(call.call_seconds) = count(*) THEN sum(call.call_seconds) END AS seconds
    FROM call
    LEFT JOIN line USING (source, sub_account_id, session_id, call_id)
    WHERE line.id IS NULL
    GROUP BY source, sub_account_id, session_id
),
beside AS (
    SELECT line.*, call.call_id IS NOT NULL AS happened, call.call_seconds,
           NOT line.is_credit AND line.lines > 1 AND line.same_terms AND line.priced_lines = line.lines
               AND abs(line.all_seconds - call.call_seconds) <= t.seconds
               AND abs(line.longest - call.call_seconds) > t.seconds AS is_split,
           NOT line.is_credit AND line.lines = 1 AND unbilled.seconds > t.seconds
               AND abs(line.duration_seconds - call.call_seconds - unbilled.seconds) <= t.seconds AS may_be_merged,
           unbilled.seconds AS unbilled_seconds
    FROM line
    LEFT JOIN call USING (source, sub_account_id, session_id, call_id)
    LEFT JOIN unbilled USING (source, sub_account_id, session_id)
    JOIN tolerance t ON t.source = line.source AND t.sub_account_id = line.sub_account_id
                    AND t.product = coalesce(line.product, '')
),
grouped AS (
    SELECT beside.*,
           may_be_merged
               AND count(*) FILTER (WHERE may_be_merged) OVER (PARTITION BY source, sub_account_id, session_id) = 1 AS is_merged
    FROM beside
    WHERE number = 1 OR is_split IS NOT TRUE
)
SELECT source, business_day, product, sub_account_id, session_id, client_request_id, delivery_id, evidence_at, call_id, billed_day,
       direction, destination, billing_unit, unit_seconds, first_increment, next_increment, unit_price, currency, decimals,
       is_credit, number, happened,
       CASE WHEN is_split THEN all_seconds ELSE duration_seconds END::integer  AS duration_seconds,
       CASE WHEN is_split THEN all_billable ELSE billable_seconds END::integer AS billable_seconds,
       CASE WHEN is_split THEN all_price ELSE total_price END                  AS total_price,
       CASE WHEN is_split THEN 1 ELSE lines END                                AS lines,
       CASE WHEN is_merged THEN call_seconds + unbilled_seconds ELSE call_seconds END::integer AS call_seconds,
       CASE WHEN is_split THEN 'LEG_IN_SEVERAL_LINES' WHEN is_merged THEN 'LEGS_IN_ONE_LINE' END AS legs_matched_by
FROM grouped;
