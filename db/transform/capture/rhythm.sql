-- grain: one row per subaccount that sent something in the 28 days before :now, the silent ones first: its last delivery, how
--   many came in the last 24 hours (the hour that has begun is the last of them), and where it is silent, the least that usually
--   came in such a time.
-- reads: capture.arrival_hour
-- writes: nothing
-- Silent: in the whole hours since its last delivery, the last 24 of them at most, nothing came, but :least or more did at the
-- same time, in the time zone of reports, of each of the last four weeks. A week tells nothing of what is usual where the
-- subaccount was not yet known before that time, or was silent already.
WITH heard AS (
    SELECT sub_account_id, min(hour) AS first_hour, max(last_at) AS last_at,
           coalesce(sum(deliveries) FILTER (WHERE hour > :now::timestamptz - interval '24 hours'), 0)::bigint AS last_day
    FROM capture.arrival_hour
    WHERE sub_account_id <> ''
    GROUP BY sub_account_id
    HAVING max(last_at) >= :now::timestamptz - 4 * interval '168 hours'
),
span AS (
    SELECT sub_account_id, first_hour, last_at,
           greatest(date_trunc('hour', last_at, 'UTC') + interval '1 hour', this_hour - interval '24 hours') AS begins,
           this_hour AS ends
    FROM heard
    CROSS JOIN date_trunc('hour', :now::timestamptz, 'UTC') AS this_hour
),
same_time AS ( -- by the local clock: who works from nine to five does so in the week after the clocks are changed, too
    SELECT sub_account_id, n AS weeks_ago, first_hour, last_at,
           ((begins AT TIME ZONE :zone) - n * interval '7 days') AT TIME ZONE :zone AS begins,
           ((ends AT TIME ZONE :zone) - n * interval '7 days') AT TIME ZONE :zone AS ends
    FROM span
    CROSS JOIN generate_series(1, 4) AS n
    WHERE begins < ends
),
usual AS (
    SELECT t.sub_account_id, weeks_ago, coalesce(sum(deliveries), 0)::bigint AS deliveries
    FROM same_time t
    LEFT JOIN capture.arrival_hour a ON a.sub_account_id = t.sub_account_id AND a.hour >= t.begins AND a.hour < t.ends
    WHERE first_hour < begins AND t.last_at >= ends
    GROUP BY t.sub_account_id, weeks_ago
),
silent AS (
    SELECT sub_account_id, min(deliveries) AS usual
    FROM usual
    GROUP BY sub_account_id
    HAVING min(deliveries) >= :least
)
SELECT sub_account_id, last_at, last_day, usual
FROM heard
LEFT JOIN silent USING (sub_account_id)
ORDER BY usual IS NULL, sub_account_id;
