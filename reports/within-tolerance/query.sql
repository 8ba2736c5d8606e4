-- One row a day, product, subaccount, source, kind, tolerance and currency.
SELECT business_day, product, sub_account_id, source, kind, tolerance, differences, seconds, amount, currency
FROM recon.tolerated
WHERE business_day BETWEEN :from AND :to
  AND fact.is_asked(product, :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
ORDER BY business_day, product COLLATE "C", sub_account_id COLLATE "C", source COLLATE "C", kind COLLATE "C",
         tolerance COLLATE "C", currency COLLATE "C"
