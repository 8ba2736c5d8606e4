-- grain: one row per line without an id, around the days that something touched, and a session that may be its: of the same
--   subaccount, with a leg to the same number, begun within so many seconds of it, of no other product; not one that the list has
--   by id, nor one that a person refused.
-- reads: expected.session, fact.call_leg, fact.session, recon.match_candidate, run.stale_day
-- writes: candidate
-- What a person confirmed leaves no other.
CREATE TEMPORARY TABLE candidate ON COMMIT DROP AS
WITH days AS (
    SELECT DISTINCT near.day::date AS business_day
    FROM run.stale_day s
    CROSS JOIN generate_series(s.business_day - interval '1 day', s.business_day + interval '1 day', '1 day') AS near (day)
),
line AS (
    SELECT e.id, e.source, e.sub_account_id, e.client_request_id, e.business_day, e.product, e.start_time,
           recon.digits(e.destination) AS number
    FROM days
    CROSS JOIN LATERAL (SELECT * FROM expected.session
                        WHERE business_day = days.business_day AND superseded_by IS NULL AND is_row OFFSET 0) AS e
    WHERE e.destination NOT LIKE 'erased:%'
),
call AS ( -- a day more on either side: a line and its session may lie across midnight
    SELECT DISTINCT call.*
    FROM (SELECT DISTINCT near.day::date AS business_day
          FROM line
          CROSS JOIN generate_series(line.business_day - interval '1 day', line.business_day + interval '1 day', '1 day')
              AS near (day)) AS around
    CROSS JOIN LATERAL ( -- day by day: of all months only theirs are read
        SELECT f.sub_account_id, f.session_id, f.business_day, f.product, f.start_time, recon.digits(l.destination) AS number
        FROM fact.session f
        JOIN fact.call_leg l ON l.business_day = around.business_day AND l.delivery_id = f.delivery_id
        WHERE f.business_day = around.business_day AND l.destination IS NOT NULL
        OFFSET 0) AS call
),
near AS (
    SELECT line.id, line.source, line.sub_account_id, line.client_request_id, line.business_day, call.session_id,
           call.business_day AS fact_day,
           round(extract(epoch FROM call.start_time - line.start_time))::integer AS seconds_apart
    FROM line
    JOIN call USING (sub_account_id, number)
    WHERE call.start_time BETWEEN line.start_time - make_interval(secs => :window)
                              AND line.start_time + make_interval(secs => :window)
      AND (line.product IS NULL OR line.product = call.product)
)
SELECT near.*, coalesce(own.state = 'CONFIRMED', false) AS is_confirmed
FROM near
LEFT JOIN recon.match_candidate own USING (source, sub_account_id, client_request_id, session_id)
WHERE own.state IS DISTINCT FROM 'REFUSED'
  AND NOT EXISTS (SELECT FROM recon.match_candidate other
                  WHERE other.source = near.source AND other.sub_account_id = near.sub_account_id
                    AND other.state = 'CONFIRMED'
                    AND (other.client_request_id = near.client_request_id OR other.session_id = near.session_id)
                    AND (other.client_request_id, other.session_id) <> (near.client_request_id, near.session_id))
  AND NOT EXISTS (SELECT FROM expected.session known
                  WHERE known.superseded_by IS NULL AND known.source = near.source
                    AND known.sub_account_id = near.sub_account_id AND known.session_id = near.session_id
                    AND known.matched_by IS NULL);
