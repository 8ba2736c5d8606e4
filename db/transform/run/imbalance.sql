-- grain: one row per proof that does not hold, in words; none where the books balance.
-- reads: capture.delivery, fact.session, parse.outcome, recon.control_total, run.control_total, run.proven_inbox
-- writes: nothing
-- That every delivery has an outcome is proven of those that were read to the end since it was proven last (run.proven_inbox).
WITH not_looked_at AS (
    SELECT format('%s deliveries of the inbox have no outcome, the first is %s', count(*), min(d.id)) AS imbalance
    FROM capture.delivery d
    WHERE d.xid >= (SELECT xid FROM run.proven_inbox) AND d.xid < :upTo::xid8
      AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
    HAVING count(*) > 0
),
deliveries AS (
    SELECT format('%s: %s deliveries, but %s facts + %s duplicates + %s superseded + %s quarantined + %s not VSS',
                  business_day, deliveries, facts, duplicates, superseded, quarantined, not_vss)
    FROM run.control_total
    WHERE run_id = :run
      AND deliveries <> facts + duplicates + superseded + quarantined + not_vss
    ORDER BY business_day
),
fact AS NOT MATERIALIZED (
    SELECT business_day, sub_account_id, session_id, delivery_count
    FROM fact.session
    WHERE business_day = ANY (:days::date[])
),
to_be_counted AS ( -- most have one delivery and no other, which is asked of all of them at once
    SELECT * FROM fact WHERE delivery_count <> 1
    UNION ALL
    SELECT *
    FROM fact f
    WHERE delivery_count = 1
      AND EXISTS (SELECT FROM parse.outcome o
                  WHERE o.sub_account_id = f.sub_account_id AND o.session_id = f.session_id
                    AND o.outcome IN ('DUPLICATE', 'SUPERSEDED'))
),
delivery_counts AS (
    SELECT format('%s: session %s of %s has %s deliveries, but its fact counts %s',
                  f.business_day, f.session_id, f.sub_account_id, 1 + others.deliveries, f.delivery_count)
    FROM to_be_counted f
    CROSS JOIN LATERAL (
        SELECT count(*) AS deliveries
        FROM parse.outcome o
        WHERE o.sub_account_id = f.sub_account_id AND o.session_id = f.session_id
          AND o.outcome IN ('DUPLICATE', 'SUPERSEDED')
    ) others
    WHERE 1 + others.deliveries <> f.delivery_count
    ORDER BY f.business_day, f.sub_account_id COLLATE "C", f.session_id COLLATE "C"
    LIMIT 10
),
expectations AS (
    SELECT format('%s, %s: %s expected, but %s matched + %s broken + %s missing',
                  business_day, source, expected, matched, broken, missing)
    FROM recon.control_total
    WHERE run_id = :run
      AND expected <> matched + broken + missing
    ORDER BY business_day, source COLLATE "C"
),
expected_facts AS (
    SELECT format('%s, %s: %s facts to be expected, but %s matched + %s broken + %s unexpected',
                  business_day, source, facts, matched, broken, unexpected)
    FROM recon.control_total
    WHERE run_id = :run
      AND facts <> matched + broken + unexpected
    ORDER BY business_day, source COLLATE "C"
)
SELECT * FROM not_looked_at
UNION ALL SELECT * FROM deliveries
UNION ALL SELECT * FROM delivery_counts
UNION ALL SELECT * FROM expectations
UNION ALL SELECT * FROM expected_facts;
