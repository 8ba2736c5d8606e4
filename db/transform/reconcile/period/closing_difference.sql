-- grain: one row per figure of a month that is otherwise now than a closing froze it: as it stood, and as it stands.
-- reads: recon.closed_figure, recon.current_figure
-- writes: nothing
WITH frozen AS (
    SELECT * FROM recon.closed_figure WHERE closing_id = :closing
),
stands AS (
    SELECT * FROM recon.current_figure WHERE business_day >= :month AND business_day < :month + interval '1 month'
)
SELECT coalesce(s.business_day, f.business_day) AS business_day, coalesce(s.section, f.section) AS section,
       coalesce(s.product, f.product) AS product, coalesce(s.sub_account_id, f.sub_account_id) AS sub_account_id,
       coalesce(s.source, f.source) AS source, coalesce(s.item, f.item) AS item,
       coalesce(s.currency, f.currency) AS currency, coalesce(f.number, 0) AS number_then, coalesce(s.number, 0) AS number_now,
       f.seconds AS seconds_then, s.seconds AS seconds_now, f.amount AS amount_then, s.amount AS amount_now
FROM frozen f
FULL JOIN stands s
    ON (s.business_day, s.section, s.sub_account_id, coalesce(s.product, ''), coalesce(s.source, ''), coalesce(s.item, ''),
        coalesce(s.currency, ''))
     = (f.business_day, f.section, f.sub_account_id, coalesce(f.product, ''), coalesce(f.source, ''), coalesce(f.item, ''),
        coalesce(f.currency, ''))
WHERE (coalesce(s.number, 0), coalesce(s.seconds, 0), coalesce(s.amount, 0))
    <> (coalesce(f.number, 0), coalesce(f.seconds, 0), coalesce(f.amount, 0))
ORDER BY 1, 2, 3, 4, 5, 6, 7
