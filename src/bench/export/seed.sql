-- A tenth of the call legs on each of ten days, and as many as on one of them on the day before, to warm up. Of a hundred,
-- ten have no quality; of a thousand, five have a reference that a spreadsheet would run, five one that CSV has to quote.
CREATE TABLE fact.call_leg_2026_11 PARTITION OF fact.call_leg FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');

INSERT INTO fact.call_leg
    (sub_account_id, session_id, leg, call_id, direction, call_type, initiated_at, connected_at, disconnected_at, source,
     destination, source_country, destination_country, ref_id, call_status, call_seconds, is_answered, ring_seconds,
     talk_seconds, mos, packet_loss_rate, jitter_ms, quality_band, business_day, delivery_id)
SELECT 'acme_' || n % 8, md5('session ' || n / 2)::uuid::text, CASE n % 2 WHEN 0 THEN 'A' ELSE 'B' END,
       md5('call ' || n)::uuid::text, CASE n % 2 WHEN 0 THEN 'INBOUND' ELSE 'OUTBOUND' END, 'PSTN',
       started, started + ring * interval '1 second', started + (ring + talk) * interval '1 second',
       '+6591' || 100000 + n * 7919 % 900000, '+6281' || 10000000 + n * 104729 % 90000000, 'SG', 'ID',
       CASE n % 1000 / 5 WHEN 0 THEN '=HYPERLINK("x' || n || '")' WHEN 1 THEN 'desk "A", 2. Etage – Zürich' ELSE 'vn-' || n % 50 END,
       CASE WHEN talk > 0 THEN 'COMPLETED' ELSE 'NO_ANSWER' END, talk, talk > 0, ring, talk,
       CASE WHEN n % 10 > 0 THEN 1 + n % 41 * 0.1 END, CASE WHEN n % 10 > 0 THEN n % 300 * 0.0001 END,
       CASE WHEN n % 10 > 0 THEN n % 90 * 0.5 END, CASE WHEN n % 10 > 0 THEN 'GOOD' END, day, n
FROM generate_series(0, :rows::bigint + :rows / 10 - 1) AS n
CROSS JOIN LATERAL (SELECT date '2026-11-01' + (n / (:rows / 10))::integer AS day, 3 + n * 31 % 25 AS ring,
                           n % 7 * (n * 613 % 300) AS talk) AS call
CROSS JOIN LATERAL (SELECT day::timestamp AT TIME ZONE 'UTC' + n * 7907 % 82000000 * interval '1 millisecond' AS started) AS at;
