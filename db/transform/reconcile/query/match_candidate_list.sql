-- grain: one row per suggestion that is open or, if wanted, decided: those of the earliest line first, the nearest session first.
-- reads: expected.session, recon.match_candidate
-- writes: nothing
SELECT s.id, s.source, s.sub_account_id, s.client_request_id, s.business_day, e.start_time, e.destination, s.session_id,
       s.seconds_apart, s.state, s.decided_by
FROM recon.match_candidate s
JOIN expected.session e ON e.source = s.source AND e.sub_account_id = s.sub_account_id
                       AND e.client_request_id = s.client_request_id AND e.superseded_by IS NULL
WHERE (s.state <> 'OPEN') = :decided
ORDER BY e.start_time, s.client_request_id COLLATE "C", abs(s.seconds_apart), s.id
LIMIT :most;
