CREATE OR REPLACE VIEW recon.billed_line AS
SELECT * FROM expected.leg WHERE superseded_by IS NULL;
COMMENT ON VIEW recon.billed_line IS 'One row per billed leg, as it stands now.';

CREATE OR REPLACE VIEW recon.rejected_request AS
SELECT * FROM expected.rejected_request WHERE superseded_by IS NULL;
COMMENT ON VIEW recon.rejected_request IS 'One row per request that 8x8 refused, as it stands now.';

CREATE OR REPLACE VIEW recon.answered_request AS
SELECT business_day, source, sub_account_id, product, session_id, coalesce(callflow_request_id, client_request_id) AS request_id,
       status_code, status_message
FROM expected.session
WHERE superseded_by IS NULL AND status_code IS NOT NULL
UNION ALL
SELECT business_day, source, sub_account_id, product, NULL, coalesce(callflow_request_id, client_request_id), status_code, status_message
FROM expected.rejected_request
WHERE superseded_by IS NULL AND status_code IS NOT NULL;
COMMENT ON VIEW recon.answered_request IS
    'One row per request that 8x8 answered with a status code, refused or not, as it stands now.';

CREATE OR REPLACE VIEW recon.unknown_code AS
SELECT business_day, product, sub_account_id, 'API_STATUS_UNKNOWN' AS code, 'status_code ' || status_code AS field, count(*) AS cases,
       min(coalesce(session_id, request_id) COLLATE "C") AS example
FROM recon.answered_request
WHERE NOT EXISTS (SELECT FROM fact.code WHERE family = 'api-status' AND code.code = status_code)
GROUP BY business_day, product, sub_account_id, status_code
UNION ALL
SELECT business_day, product, sub_account_id, 'SIP_STATUS_UNKNOWN', 'SipStatus ' || sip_status, count(DISTINCT (session_id, call_id)),
       min(session_id COLLATE "C")
FROM recon.billed_line
WHERE sip_status IS NOT NULL
  AND NOT EXISTS (SELECT FROM fact.code WHERE family = 'sip' AND code.code::text = sip_status)
GROUP BY business_day, product, sub_account_id, sip_status;
COMMENT ON VIEW recon.unknown_code IS
    'One row per business day, product, subaccount and code of a request or a bill that is not in fact.code.';

CREATE OR REPLACE VIEW recon.current_figure AS
SELECT business_day, 'SESSIONS' AS section, product, sub_account_id, NULL AS source, session_status AS item, NULL AS currency,
       count(*) AS number, sum(total_call_seconds) AS seconds, NULL::numeric AS amount
FROM fact.session
GROUP BY business_day, product, sub_account_id, session_status
UNION ALL
SELECT business_day, 'RECONCILED', product, sub_account_id, source, outcome, NULL, count(*), NULL, NULL
FROM recon.result
GROUP BY business_day, product, sub_account_id, source, outcome
UNION ALL
SELECT business_day, 'BILLED', product, sub_account_id, source, NULL, CASE WHEN total_price IS NOT NULL THEN currency END,
       count(*), sum(billable_seconds), sum(total_price)
FROM expected.leg
WHERE superseded_by IS NULL
GROUP BY 1, 2, 3, 4, 5, 7
UNION ALL
SELECT business_day, 'BREAKS', product, sub_account_id, source, kind, CASE WHEN amount_at_stake IS NOT NULL THEN currency END,
       count(*), NULL, sum(amount_at_stake)
FROM recon.break
WHERE state <> 'RESOLVED'
GROUP BY 1, 2, 3, 4, 5, 6, 7;
COMMENT ON VIEW recon.current_figure IS 'One row per figure of a day, as it stands now: what closing a month freezes.';
