-- One row a product and hour of day, subaccount, country called or virtual number, with sessions that ended in :status.
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
)
SELECT product,
       CASE kind WHEN b'0111'::integer THEN 'Hour of day'
                 WHEN b'1011'::integer THEN 'Subaccount'
                 WHEN b'1101'::integer THEN 'Country called'
                 WHEN b'1110'::integer THEN 'Virtual number' END AS dimension,
       value,
       sessions,
       of_all,
       round(sessions / of_all, 4) AS share
FROM profile
WHERE sessions > 0
ORDER BY product COLLATE "C", kind, value COLLATE "C"
