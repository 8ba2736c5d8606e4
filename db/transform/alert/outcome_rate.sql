-- grain: one row per product with enough sessions of late: the share of its sessions that ended with :status in the window, the
--   newest :window_days business days up to :today that have :min_sessions of them, and in the :baseline_days before (NULL where
--   those have too few).
-- reads: fact.session
-- writes: nothing
WITH days AS (
    SELECT product, business_day, count(*) AS sessions, count(*) FILTER (WHERE session_status = :status) AS failed
    FROM fact.session
    WHERE business_day > CAST(:today AS date) - :window_days - :baseline_days - 7 AND business_day <= :today
    GROUP BY product, business_day
),
newest AS (
    SELECT product, max(business_day) AS day
    FROM days
    WHERE sessions >= :min_sessions AND business_day > CAST(:today AS date) - 7
    GROUP BY product
)
SELECT d.product, n.day,
       sum(sessions) FILTER (WHERE is_window) AS sessions,
       sum(failed) FILTER (WHERE is_window) AS failed,
       CASE WHEN sum(sessions) FILTER (WHERE NOT is_window) >= :min_sessions
            THEN sum(failed) FILTER (WHERE NOT is_window) / sum(sessions) FILTER (WHERE NOT is_window) END AS baseline
FROM (SELECT d.*, d.business_day > n.day - :window_days AS is_window
      FROM days d
      JOIN newest n ON n.product = d.product
          AND d.business_day BETWEEN n.day - :window_days - :baseline_days + 1 AND n.day) AS d
JOIN newest n USING (product)
GROUP BY d.product, n.day
ORDER BY d.product
