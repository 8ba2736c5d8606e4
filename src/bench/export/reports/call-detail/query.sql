-- One row a call leg.
SELECT business_day,
       sub_account_id,
       session_id,
       leg,
       call_id,
       direction,
       initiated_at,
       connected_at,
       disconnected_at,
       source,
       destination,
       source_country,
       destination_country,
       ref_id,
       call_status,
       call_seconds,
       ring_seconds,
       mos,
       packet_loss_rate,
       jitter_ms
FROM fact.call_leg
WHERE business_day BETWEEN :from AND :to
ORDER BY business_day, sub_account_id COLLATE "C", session_id COLLATE "C", leg COLLATE "C"
