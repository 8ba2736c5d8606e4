-- grain: one row per business day and outcome.
-- reads: fact.session
-- writes: nothing
SELECT business_day, fact.outcome(session_status) AS outcome, count(*) AS sessions
FROM fact.session
WHERE business_day BETWEEN :from AND :to
  AND fact.is_asked(product, :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
GROUP BY business_day, outcome
