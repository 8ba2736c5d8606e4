-- One row a figure of a closed month that is otherwise now than it was closed with, and than was told of it since: by how much.
-- It is told on :booked, a day of an open month.
INSERT INTO recon.adjustment
    (closing_id, booked_day, run_id, business_day, section, product, sub_account_id, source, item, currency, number,
     seconds, amount)
WITH closed AS (
    SELECT id AS closing_id, month FROM recon.closing WHERE reopened_at IS NULL
),
stands AS (
    SELECT c.closing_id, f.business_day, f.section, f.product, f.sub_account_id, f.source, f.item, f.currency, f.number,
           f.seconds, f.amount
    FROM closed c
    JOIN recon.current_figure f ON f.business_day >= c.month AND f.business_day < c.month + interval '1 month'
),
told AS (
    SELECT f.closing_id, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
    FROM closed
    JOIN recon.closed_figure f USING (closing_id)
    UNION ALL
    SELECT a.closing_id, business_day, section, product, sub_account_id, source, item, currency, number, seconds, amount
    FROM closed
    JOIN recon.adjustment a USING (closing_id)
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
