-- One row a break.
SELECT id,
       business_day,
       product,
       sub_account_id,
       session_id,
       call_id,
       source,
       kind,
       expected_value,
       actual_value,
       amount_at_stake,
       currency,
       state,
       first_seen,
       last_seen,
       client_request_id
FROM recon.break
WHERE business_day BETWEEN :from AND :to
  AND fact.is_asked(product, :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
ORDER BY business_day,
         product COLLATE "C",
         sub_account_id COLLATE "C",
         session_id COLLATE "C",
         client_request_id COLLATE "C",
         call_id COLLATE "C",
         source COLLATE "C",
         kind COLLATE "C",
         id
