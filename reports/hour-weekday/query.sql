-- One row a weekday of the period, Monday first, with a column an hour.
WITH session AS (
    SELECT extract(isodow FROM business_day) AS weekday,
           extract(hour FROM start_time AT TIME ZONE :time_zone) AS hour
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
)
SELECT (ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])[weekday::integer] AS weekday,
       count(*) FILTER (WHERE hour = 0) AS h00,
       count(*) FILTER (WHERE hour = 1) AS h01,
       count(*) FILTER (WHERE hour = 2) AS h02,
       count(*) FILTER (WHERE hour = 3) AS h03,
       count(*) FILTER (WHERE hour = 4) AS h04,
       count(*) FILTER (WHERE hour = 5) AS h05,
       count(*) FILTER (WHERE hour = 6) AS h06,
       count(*) FILTER (WHERE hour = 7) AS h07,
       count(*) FILTER (WHERE hour = 8) AS h08,
       count(*) FILTER (WHERE hour = 9) AS h09,
       count(*) FILTER (WHERE hour = 10) AS h10,
       count(*) FILTER (WHERE hour = 11) AS h11,
       count(*) FILTER (WHERE hour = 12) AS h12,
       count(*) FILTER (WHERE hour = 13) AS h13,
       count(*) FILTER (WHERE hour = 14) AS h14,
       count(*) FILTER (WHERE hour = 15) AS h15,
       count(*) FILTER (WHERE hour = 16) AS h16,
       count(*) FILTER (WHERE hour = 17) AS h17,
       count(*) FILTER (WHERE hour = 18) AS h18,
       count(*) FILTER (WHERE hour = 19) AS h19,
       count(*) FILTER (WHERE hour = 20) AS h20,
       count(*) FILTER (WHERE hour = 21) AS h21,
       count(*) FILTER (WHERE hour = 22) AS h22,
       count(*) FILTER (WHERE hour = 23) AS h23,
       count(*) AS sessions
FROM session
GROUP BY session.weekday
ORDER BY session.weekday
