-- One row a figure of a closed month that is otherwise by so much, told on a day of the range.
SELECT a.booked_day,
       to_char(c.month, 'YYYY-MM') AS closed_month,
       a.business_day,
       lower(a.section) AS section,
       a.product,
       a.sub_account_id,
       a.source,
       a.item,
       a.number,
       a.seconds,
       a.amount,
       a.currency
FROM recon.adjustment a
JOIN recon.closing c ON c.id = a.closing_id
WHERE a.booked_day BETWEEN :from AND :to
  AND fact.is_asked(a.product, :products)
  AND fact.is_asked(a.sub_account_id, :sub_accounts)
  AND c.reopened_at IS NULL
ORDER BY a.booked_day, c.month, a.business_day, a.section COLLATE "C", a.product COLLATE "C", a.sub_account_id COLLATE "C",
         a.source COLLATE "C", a.item COLLATE "C", a.currency COLLATE "C", a.id
