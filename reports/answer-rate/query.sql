-- One row a business day, product and subaccount with a call that went out.
WITH call AS (
    SELECT business_day, product, sub_account_id, leg.is_answered, leg.talk_seconds
    FROM fact.session
    JOIN fact.call_leg AS leg USING (business_day, delivery_id, sub_account_id)
    WHERE business_day BETWEEN :from AND :to AND leg.business_day BETWEEN :from AND :to -- of either table only these months
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
      AND leg.direction = 'OUTBOUND'
)
SELECT business_day,
       product,
       sub_account_id,
       count(*) AS calls,
       count(*) FILTER (WHERE is_answered) AS answered,
       fact.answer_rate(count(*) FILTER (WHERE is_answered), count(*)) AS answer_seizure_ratio,
       sum(talk_seconds) AS talk_seconds,
       round(avg(talk_seconds) FILTER (WHERE is_answered))::bigint AS average_call_seconds
FROM call
GROUP BY business_day, product, sub_account_id
ORDER BY business_day, product COLLATE "C", sub_account_id COLLATE "C"
