-- grain: one row per billed line of the staged file; a leg billed twice in it has two.
-- reads: staged
-- writes: expected.leg
INSERT INTO expected.leg
    (import_id, line, source, sub_account_id, session_id, call_id, business_day, product, product_spelling, direction,
     source_number, destination, initiated_at, connected_at, disconnected_at, session_status, call_status,
     duration_seconds, billing_unit, unit_seconds, first_increment, next_increment, billable_seconds, unit_price,
     total_price, currency, session_id_spelling, call_id_spelling, sip_status, lines_of_call)
SELECT :import, line, :source, sub_account_id, session_id, call_id, (initiated_at AT TIME ZONE :zone)::date, product,
       product_spelling, direction, source_number, destination, initiated_at, connected_at, disconnected_at,
       session_status, call_status, duration_seconds, billing_unit, unit_seconds, first_increment, next_increment,
       billable_seconds, unit_price, total_price, currency, session_id_spelling, call_id_spelling, sip_status,
       count(*) OVER (PARTITION BY sub_account_id, session_id, call_id)
FROM staged
ORDER BY line;
