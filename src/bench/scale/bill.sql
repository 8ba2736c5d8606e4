-- A day's voice log export of what was parsed: of every hundred sessions one is missing on it, one has another status, and one too
-- many seconds. Sessions have no lot 0 or 50: every fiftieth delivery repeats another.
SELECT b.session_id AS "SessionId",
       l.call_id AS "CallId",
       'acme' AS "AccountId",
       b.sub_account_id AS "SubAccountId",
       l.direction AS "Direction",
       '' AS "SourceCountryCode",
       coalesce(l.source_country, '') AS "SourceCountry",
       '' AS "SourceOperator",
       '' AS "SourceMCC",
       '' AS "SourceMNC",
       l.source AS "SourceEndpoint",
       '' AS "DestinationCountryCode",
       coalesce(l.destination_country, '') AS "DestinationCountry",
       '' AS "DestinationOperator",
       '' AS "DestinationMCC",
       '' AS "DestinationMNC",
       l.destination AS "DestinationEndpoint",
       to_char(l.initiated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS "InitiatedAt",
       to_char(l.connected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS "ConnectedAt",
       to_char(l.disconnected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS "DisconnectedAt",
       seconds AS "DurationInSec",
       'IVR' AS "Product",
       'minute' AS "BillingUnit",
       '1+1' AS "BillingIncrement",
       seconds AS "BillableDurationInSec",
       0.0375 AS "UnitPrice",
       'SGD' AS "UnitPriceCurrency",
       round(0.0375 * seconds / 60, 4) AS "TotalPriceOfCall",
       'PSTN' AS "CallType",
       '' AS "SipStatus",
       CASE WHEN lot = 1 THEN 'FAILED' ELSE b.session_status END AS "SessionStatus",
       l.call_status AS "CallStatus",
       '' AS "TTSLength",
       '' AS "MOS",
       '' AS "Content"
FROM (SELECT *, delivery_id * 31 % 100 AS lot FROM fact.ivr_session WHERE business_day = :'day') AS b
JOIN fact.call_leg l ON l.business_day = b.business_day
                    AND l.sub_account_id = b.sub_account_id
                    AND l.session_id = b.session_id
CROSS JOIN LATERAL (SELECT coalesce(l.call_seconds, 0) + CASE WHEN lot = 2 THEN 30 ELSE 0 END AS seconds) AS s
WHERE lot <> 3
ORDER BY b.delivery_id, l.leg
