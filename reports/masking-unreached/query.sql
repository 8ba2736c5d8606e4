-- One row a virtual number, caller and callee without a completed session in the period.
SELECT sub_account_id,
       masked_number,
       caller_number,
       callee_number,
       count(*) AS tries,
       (array_agg(session_status ORDER BY start_time DESC, session_id COLLATE "C"))[1] AS last_status,
       min(start_time) AS first_try,
       max(start_time) AS last_try
FROM fact.number_masking_session
WHERE business_day BETWEEN :from AND :to
  AND fact.is_asked('number-masking', :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
GROUP BY sub_account_id, masked_number, caller_number, callee_number
HAVING NOT bool_or(session_status = 'COMPLETED')
ORDER BY count(*) DESC, sub_account_id COLLATE "C", masked_number COLLATE "C", caller_number COLLATE "C", callee_number COLLATE "C"
