-- One row a business day, subaccount, product and status code: requests that 8x8 refused, so that they never became a session.
WITH refused AS (
    SELECT business_day, sub_account_id, product, status_code, status_message,
           coalesce(callflow_request_id, client_request_id) AS request_id, requested_at
    FROM recon.rejected_request
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
counted AS (
    SELECT business_day, sub_account_id, product, status_code,
           mode() WITHIN GROUP (ORDER BY status_message COLLATE "C") AS status_message,
           count(*) AS requests,
           (array_agg(request_id ORDER BY requested_at, request_id COLLATE "C") FILTER (WHERE request_id IS NOT NULL))[1] AS example
    FROM refused
    GROUP BY business_day, sub_account_id, product, status_code
)
SELECT counted.business_day,
       counted.sub_account_id,
       counted.product,
       counted.status_code,
       CASE WHEN counted.status_code IS NULL THEN 'Refused without a code'
            ELSE coalesce(code.meaning, 'Not among the known codes') END AS meaning,
       counted.status_message,
       counted.requests,
       CASE WHEN code.retryable THEN 'yes' ELSE 'no' END AS another_try,
       CASE WHEN counted.status_code IS NULL THEN 'Log the status code of 8x8''s answer too: it says why.'
            ELSE coalesce(code.remedy, 'Ask 8x8 support what it means, then add it to config/codes.yml.') END AS what_to_do,
       counted.example
FROM counted
LEFT JOIN fact.code ON code.family = 'api-status' AND code.code = counted.status_code
ORDER BY counted.business_day,
         counted.sub_account_id COLLATE "C",
         counted.product COLLATE "C" NULLS LAST,
         counted.requests DESC,
         counted.status_code DESC NULLS LAST
