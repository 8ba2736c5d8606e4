-- grain: one row per time that a person noted or disputed a break, since it was last open, with the figures that it has now.
-- reads: recon.break, recon.break_event
-- writes: nothing
SELECT e.who, e.who_aliases
FROM recon.break b
JOIN recon.break_event e ON e.break_id = b.id
WHERE b.id = :id
  AND e.who IS NOT NULL
  AND e.to_state IN ('NOTED', 'DISPUTED')
  AND e.id > (SELECT coalesce(max(opened.id), 0) FROM recon.break_event opened
              WHERE opened.break_id = b.id AND opened.to_state = 'OPEN')
  AND (e.expected_value, e.actual_value, e.amount_at_stake)
      IS NOT DISTINCT FROM (b.expected_value, b.actual_value, b.amount_at_stake)
