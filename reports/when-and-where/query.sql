-- One row per product and hour of day, subaccount, country called or virtual number, of those :top with most sessions that were not
-- completed, and one for all others: where there are more of them, only those with :least sessions at all have a row of their own.
WITH counted AS ( -- one row per product and all four of them: far fewer than sessions
    SELECT product,
           extract(hour FROM start_time AT TIME ZONE :time_zone)::integer AS hour,
           sub_account_id,
           destination_country,
           virtual_number,
           count(*) AS sessions,
           count(*) FILTER (WHERE session_status = 'NO_ANSWER') AS no_answer,
           count(*) FILTER (WHERE session_status = 'BUSY') AS busy,
           count(*) FILTER (WHERE session_status = 'FAILED') AS failed,
           count(*) FILTER (WHERE session_status = 'ERROR') AS error
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
           sum(sessions) AS sessions, sum(no_answer) AS no_answer, sum(busy) AS busy, sum(failed) AS failed, sum(error) AS error,
           sum(no_answer + busy + failed + error) AS not_completed
    FROM counted
    GROUP BY GROUPING SETS ((product, hour), (product, sub_account_id), (product, destination_country), (product, virtual_number))
),
ranked AS (
    SELECT *,
           count(*) FILTER (WHERE not_completed > 0) OVER product_kind <= :top AS fit,
           row_number() OVER (PARTITION BY product, kind
                              ORDER BY sessions >= :least DESC, not_completed DESC, value COLLATE "C") AS place
    FROM profile
    WHERE product IN (SELECT product FROM profile WHERE not_completed > 0)
    WINDOW product_kind AS (PARTITION BY product, kind)
),
owned AS (
    SELECT *, not_completed > 0 AND (fit OR (place <= :top AND sessions >= :least)) AS is_own
    FROM ranked
),
told AS (
    SELECT product, kind, is_own, own_value, count(*) AS together, sum(sessions) AS sessions, sum(no_answer) AS no_answer,
           sum(busy) AS busy, sum(failed) AS failed, sum(error) AS error
    FROM (SELECT *, CASE WHEN is_own THEN value END AS own_value FROM owned) AS each
    GROUP BY product, kind, is_own, own_value
),
average AS (
    SELECT product, sum(no_answer) / sum(sessions) AS no_answer, sum(busy) / sum(sessions) AS busy,
           sum(failed) / sum(sessions) AS failed, sum(error) / sum(sessions) AS error
    FROM counted
    GROUP BY product
)
SELECT t.product,
       CASE t.kind WHEN b'0111'::integer THEN 'Hour of day'
                   WHEN b'1011'::integer THEN 'Subaccount'
                   WHEN b'1101'::integer THEN 'Country called'
                   WHEN b'1110'::integer THEN 'Virtual number' END AS dimension,
       CASE WHEN t.is_own THEN coalesce(t.own_value, 'Not known') ELSE 'All others (' || t.together || ')' END AS value,
       t.sessions,
       round(t.no_answer / t.sessions, 4) AS no_answer_share,
       CASE WHEN t.is_own
            THEN nullif(greatest(fact.wilson_lower_bound(t.no_answer, t.sessions) - round(a.no_answer, 4), 0), 0) END AS no_answer_above,
       round(t.busy / t.sessions, 4) AS busy_share,
       CASE WHEN t.is_own
            THEN nullif(greatest(fact.wilson_lower_bound(t.busy, t.sessions) - round(a.busy, 4), 0), 0) END AS busy_above,
       round(t.failed / t.sessions, 4) AS failed_share,
       CASE WHEN t.is_own
            THEN nullif(greatest(fact.wilson_lower_bound(t.failed, t.sessions) - round(a.failed, 4), 0), 0) END AS failed_above,
       round(t.error / t.sessions, 4) AS error_share,
       CASE WHEN t.is_own
            THEN nullif(greatest(fact.wilson_lower_bound(t.error, t.sessions) - round(a.error, 4), 0), 0) END AS error_above
FROM told t
JOIN average a USING (product)
ORDER BY t.product COLLATE "C", t.kind, t.is_own DESC, t.own_value COLLATE "C"
