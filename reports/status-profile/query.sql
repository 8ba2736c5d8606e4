-- One row a product and hour of day, subaccount, country called or virtual number, with sessions that ended in :status.
WITH session AS (
    SELECT product,
           to_char(start_time AT TIME ZONE :time_zone, 'HH24":00"') AS hour,
           sub_account_id,
           destination_country,
           virtual_number,
           session_status = :status AS is_counted
    FROM fact.called_session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
counted AS (
    SELECT product,
           grouping(hour, sub_account_id, destination_country, virtual_number) AS kind, -- a bit is 0 where it is that one's row
           coalesce(hour, sub_account_id, destination_country, virtual_number) AS value,
           count(*) FILTER (WHERE is_counted) AS sessions,
           count(*) AS of_all
    FROM session
    GROUP BY GROUPING SETS ((product, hour), (product, sub_account_id), (product, destination_country), (product, virtual_number))
)
SELECT product,
       CASE kind WHEN b'0111'::integer THEN 'Hour of day'
                 WHEN b'1011'::integer THEN 'Subaccount'
                 WHEN b'1101'::integer THEN 'Country called'
                 WHEN b'1110'::integer THEN 'Virtual number' END AS dimension,
       value,
       sessions,
       of_all,
       round(sessions::numeric / of_all, 4) AS share
FROM counted
WHERE sessions > 0
ORDER BY product COLLATE "C", kind, value COLLATE "C"
