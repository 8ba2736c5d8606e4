-- grain: one row per billed line and call that a break is about: as the bill has it, with the seconds that the webhook has.
-- reads: recon.break, recon.billed_line, fact.place, fact.call_leg
-- writes: nothing
SELECT l.call_id, l.line, l.duration_seconds, v.call_seconds, l.billable_seconds, l.billing_unit,
       l.first_increment || '+' || l.next_increment AS increment, l.unit_price, l.total_price, l.currency
FROM recon.break b
JOIN recon.billed_line l ON l.source = b.source AND l.sub_account_id = b.sub_account_id AND l.session_id = b.session_id
LEFT JOIN fact.place f ON f.sub_account_id = b.sub_account_id AND f.session_id = b.session_id
LEFT JOIN fact.call_leg v ON v.business_day = f.business_day AND v.delivery_id = f.delivery_id AND v.call_id = l.call_id
WHERE b.id = :id AND (b.call_id IS NULL OR l.call_id = b.call_id)
ORDER BY l.call_id COLLATE "C", l.line
