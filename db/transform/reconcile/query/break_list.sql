-- grain: one row per break of those wanted, the oldest first, then those at which most is at stake.
-- reads: recon.break
-- writes: nothing
SELECT b.id, b.business_day, b.product, b.sub_account_id, b.session_id, b.client_request_id, b.call_id, b.source, b.kind,
       b.expected_value, b.actual_value, b.amount_at_stake, b.currency, b.state, b.first_seen, b.last_seen,
       greatest(0, floor(extract(epoch FROM :now::timestamptz - b.first_seen) / 86400))::bigint AS age_days
FROM recon.break b
WHERE (:anyKind OR b.kind = ANY (:kinds))
  AND CASE WHEN :anyState THEN b.state <> 'RESOLVED' ELSE b.state = ANY (:states) END
  AND (:source::text IS NULL OR b.source = :source::text)
  AND (:account::text IS NULL OR b.sub_account_id = :account::text)
  AND (:from::date IS NULL OR b.business_day >= :from::date)
  AND (:to::date IS NULL OR b.business_day <= :to::date)
  AND (:olderThan::integer IS NULL OR b.first_seen < :now::timestamptz - make_interval(days => :olderThan::integer))
  AND (:amountFrom::numeric IS NULL OR abs(b.amount_at_stake) >= :amountFrom::numeric)
ORDER BY b.first_seen, abs(b.amount_at_stake) DESC NULLS LAST, b.id
LIMIT :most
