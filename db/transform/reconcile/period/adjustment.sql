-- grain: one row per figure of a closed month that is otherwise now than it was closed with, and than was told of it since: by
--   how much.
-- reads: fact.dropped_month, recon.adjustment, recon.closed_figure, recon.closing, recon.current_figure, run.run_day,
--   run.stale_day
-- writes: recon.adjustment
-- It is told on :booked, a day of an open month. Only days that this run carries on or that something touched can be otherwise,
-- and only they are looked at; those whose facts were dropped after their time stand as they were closed.
INSERT INTO recon.adjustment
    (closing_id, booked_day, run_id, business_day, section, product, sub_account_id, source, item, currency, number,
     seconds, amount)
WITH closed AS (
    SELECT c.id AS closing_id, d.business_day
    FROM recon.closing c
    JOIN (SELECT business_day FROM run.run_day WHERE run_id = :run AND NOT unchanged
          UNION
          SELECT business_day FROM run.stale_day) AS d ON c.month = date_trunc('month', d.business_day)
    WHERE c.reopened_at IS NULL
      AND c.month NOT IN (SELECT month FROM fact.dropped_month)
),
stands AS (
    SELECT c.closing_id, f.business_day, f.section, f.product, f.sub_account_id, f.source, f.item, f.currency, f.number,
           f.seconds, f.amount
    FROM closed c
    CROSS JOIN LATERAL (SELECT * FROM recon.current_figure WHERE business_day = c.business_day OFFSET 0) AS f
),
told AS (
    SELECT f.closing_id, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
    FROM closed
    JOIN recon.closed_figure f USING (closing_id, business_day)
    UNION ALL
    SELECT a.closing_id, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
    FROM closed
    JOIN recon.adjustment a USING (closing_id, business_day)
),
difference AS (
    SELECT closing_id, business_day, section, product, sub_account_id, source, item, currency,
           sum(number) AS number, sum(seconds) AS seconds, sum(amount) AS amount
    FROM (SELECT * FROM stands
          UNION ALL
          SELECT closing_id, business_day, section, product, sub_account_id, source, item, currency, -number, -seconds, -amount
          FROM told) AS both_sides
    GROUP BY closing_id, business_day, section, product, sub_account_id, source, item, currency
)
SELECT closing_id, :booked, :run, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
FROM difference
WHERE number <> 0 OR coalesce(seconds, 0) <> 0 OR coalesce(amount, 0) <> 0
ORDER BY closing_id, business_day, section COLLATE "C", product COLLATE "C", sub_account_id COLLATE "C", source COLLATE "C",
         item COLLATE "C", currency COLLATE "C";
