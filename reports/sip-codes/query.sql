-- One row a product, subaccount and SIP code of the calls that are billed: how the network answered, and with whom it lies.
WITH call AS ( -- one row a call; what several lines bill is one
    SELECT DISTINCT product, sub_account_id, session_id, call_id, sip_status
    FROM recon.billed_line
    WHERE business_day BETWEEN :from AND :to
      AND sip_status IS NOT NULL
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
counted AS (
    SELECT product, sub_account_id, sip_status, count(*) AS calls,
           sum(count(*)) OVER (PARTITION BY product, sub_account_id) AS of_all,
           min(call_id COLLATE "C") AS example
    FROM call
    GROUP BY product, sub_account_id, sip_status
)
SELECT counted.product,
       counted.sub_account_id,
       coalesce(code.lies_with, 'unknown') AS lies_with,
       counted.sip_status,
       coalesce(code.meaning, 'Not among the known codes') AS meaning,
       counted.calls,
       round(counted.calls / counted.of_all, 4) AS share,
       CASE WHEN code.retryable THEN 'yes' ELSE 'no' END AS another_try,
       coalesce(code.remedy, 'Ask 8x8 support what it means, then add it to config/codes.yml.') AS what_to_do,
       counted.example
FROM counted
LEFT JOIN fact.code ON code.family = 'sip' AND code.code::text = counted.sip_status
ORDER BY counted.product COLLATE "C" NULLS LAST,
         counted.sub_account_id COLLATE "C",
         counted.calls DESC,
         counted.sip_status COLLATE "C"
