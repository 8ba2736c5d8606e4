-- grain: one row per source, product and subaccount of the unequal pairs: by how much their sides may differ.
-- reads: unequal_pair
-- writes: tolerance
-- Of the rules that speak of it the last one that says something counts; the first speaks of all.
CREATE TEMPORARY TABLE tolerance ON COMMIT DROP AS
WITH rule AS (
    SELECT position, r.*
    FROM jsonb_array_elements(:tolerances::jsonb) WITH ORDINALITY AS listed (rule, position)
    CROSS JOIN jsonb_to_record(rule)
        AS r (source text, product text, "subAccount" text, seconds integer, amount numeric, percent numeric, statuses jsonb)
),
needed AS (
    SELECT DISTINCT source, product, sub_account_id FROM unequal_pair
)
SELECT n.source, coalesce(n.product, '') AS product, n.sub_account_id,
       (array_agg(r.seconds ORDER BY position DESC) FILTER (WHERE r.seconds IS NOT NULL))[1]                    AS seconds,
       (array_agg(r.amount ORDER BY position DESC) FILTER (WHERE r.amount IS NOT NULL))[1]                      AS amount,
       (array_agg(r.percent ORDER BY position DESC) FILTER (WHERE r.percent IS NOT NULL))[1]                    AS percent,
       (array_agg(r.statuses ORDER BY position DESC) FILTER (WHERE jsonb_typeof(r.statuses) = 'array'))[1]      AS statuses
FROM needed n
JOIN rule r ON coalesce(r.source, n.source) = n.source
           AND coalesce(r.product, n.product, '') = coalesce(n.product, '')
           AND coalesce(r."subAccount", n.sub_account_id) = n.sub_account_id
GROUP BY 1, 2, 3;

