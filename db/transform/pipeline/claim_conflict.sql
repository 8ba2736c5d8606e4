-- One row a claim of somebody else who lives that stands in the way of these days and parts, the oldest first.
SELECT what, run_id, since, holder
FROM pipeline.live_claim
WHERE id <> :id
  AND (days && :days::datemultirange OR parts && :parts::text[])
ORDER BY id;
