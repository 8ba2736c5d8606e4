-- One row per product and hour of day, subaccount, country called or virtual number, of those :top with most sessions that ended in
-- :status, and one for all others: where there are more of them, only those with :least sessions at all have a row of their own.
WITH counted AS ( -- one row a product and all four of them: far fewer than sessions
    SELECT product,
           extract(hour FROM start_time AT TIME ZONE :time_zone)::integer AS hour,
           sub_account_id,
           destination_country,
           virtual_number,
           count(*) FILTER (WHERE session_status = :status) AS sessions,
           count(*) AS of_all
    FROM fact.called_session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY product, hour, sub_account_id, destination_country, virtual_number
),
profile AS (
    SELECT product,
           grouping(hour, sub_account_id, destination_country, virtual_number) AS kind, -- a bit is 0 where it is that one's row
           coalesce(to_char(hour, 'FM00":00"'), sub_account_id, destination_country, virtual_number) AS value,
           sum(sessions) AS sessions,
           sum(of_all) AS of_all
    FROM counted
    GROUP BY GROUPING SETS ((product, hour), (product, sub_account_id), (product, destination_country), (product, virtual_number))
),
ranked AS (
    SELECT *,
           sum(sessions) OVER product_kind / sum(of_all) OVER product_kind     AS average,
           count(*) FILTER (WHERE sessions > 0) OVER product_kind <= :top AS fit,
           row_number() OVER (PARTITION BY product, kind
                              ORDER BY of_all >= :least DESC, sessions DESC, value COLLATE "C") AS place
    FROM profile
    WHERE product IN (SELECT product FROM counted WHERE sessions > 0)
    WINDOW product_kind AS (PARTITION BY product, kind)
),
owned AS (
    SELECT *, sessions > 0 AND (fit OR (place <= :top AND of_all >= :least)) AS is_own
    FROM ranked
),
told AS (
    SELECT product, kind, is_own, own_value, count(*) AS together, sum(sessions) AS sessions, sum(of_all) AS of_all,
           min(average) AS average
    FROM (SELECT *, CASE WHEN is_own THEN value END AS own_value FROM owned) AS each
    GROUP BY product, kind, is_own, own_value
)
SELECT product,
       CASE kind WHEN b'0111'::integer THEN 'Hour of day'
                 WHEN b'1011'::integer THEN 'Subaccount'
                 WHEN b'1101'::integer THEN 'Country called'
                 WHEN b'1110'::integer THEN 'Virtual number' END AS dimension,
       CASE WHEN is_own THEN own_value ELSE 'All others (' || together || ')' END AS value,
       sessions,
       of_all,
       round(sessions / of_all, 4) AS share,
       CASE WHEN is_own THEN nullif(greatest(fact.wilson_lower_bound(sessions, of_all) - round(average, 4), 0), 0) END AS above_average
FROM told
ORDER BY product COLLATE "C", kind, is_own DESC, own_value COLLATE "C"
