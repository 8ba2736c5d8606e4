-- One row a weekday of the period, Monday first, with a column an hour.
WITH counted AS ( -- one row a day and hour: few
    SELECT business_day,
           extract(hour FROM start_time AT TIME ZONE :time_zone) AS hour,
           count(*) AS sessions
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY business_day, hour
)
SELECT (ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])[extract(isodow FROM business_day)::integer]
           AS weekday,
       coalesce(sum(sessions) FILTER (WHERE hour = 0), 0) AS h00,
       coalesce(sum(sessions) FILTER (WHERE hour = 1), 0) AS h01,
       coalesce(sum(sessions) FILTER (WHERE hour = 2), 0) AS h02,
       coalesce(sum(sessions) FILTER (WHERE hour = 3), 0) AS h03,
       coalesce(sum(sessions) FILTER (WHERE hour = 4), 0) AS h04,
       coalesce(sum(sessions) FILTER (WHERE hour = 5), 0) AS h05,
       coalesce(sum(sessions) FILTER (WHERE hour = 6), 0) AS h06,
       coalesce(sum(sessions) FILTER (WHERE hour = 7), 0) AS h07,
       coalesce(sum(sessions) FILTER (WHERE hour = 8), 0) AS h08,
       coalesce(sum(sessions) FILTER (WHERE hour = 9), 0) AS h09,
       coalesce(sum(sessions) FILTER (WHERE hour = 10), 0) AS h10,
       coalesce(sum(sessions) FILTER (WHERE hour = 11), 0) AS h11,
       coalesce(sum(sessions) FILTER (WHERE hour = 12), 0) AS h12,
       coalesce(sum(sessions) FILTER (WHERE hour = 13), 0) AS h13,
       coalesce(sum(sessions) FILTER (WHERE hour = 14), 0) AS h14,
       coalesce(sum(sessions) FILTER (WHERE hour = 15), 0) AS h15,
       coalesce(sum(sessions) FILTER (WHERE hour = 16), 0) AS h16,
       coalesce(sum(sessions) FILTER (WHERE hour = 17), 0) AS h17,
       coalesce(sum(sessions) FILTER (WHERE hour = 18), 0) AS h18,
       coalesce(sum(sessions) FILTER (WHERE hour = 19), 0) AS h19,
       coalesce(sum(sessions) FILTER (WHERE hour = 20), 0) AS h20,
       coalesce(sum(sessions) FILTER (WHERE hour = 21), 0) AS h21,
       coalesce(sum(sessions) FILTER (WHERE hour = 22), 0) AS h22,
       coalesce(sum(sessions) FILTER (WHERE hour = 23), 0) AS h23,
       sum(sessions) AS sessions
FROM counted
GROUP BY extract(isodow FROM business_day)
ORDER BY extract(isodow FROM business_day)
