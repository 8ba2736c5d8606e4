-- grain: One batch, whole or not at all, and once: where its id is known, nothing changes.
-- reads: nothing
-- writes: capture.batch, capture.delivery, capture.rejected
-- A row of capture.delivery for each delivery, in their order; a row of capture.rejected for each body that no JSON column can
-- hold. The result is one row: whether the batch was new.
WITH fresh AS (
    INSERT INTO capture.batch (id, stored_at)
    VALUES (?, now())
    ON CONFLICT DO NOTHING
    RETURNING id
),
delivered AS (
    INSERT INTO capture.delivery (received_at, product, source, remote_addr, body, arrived_at)
    SELECT d.received_at, d.product, d.source, d.remote_addr, d.body, d.arrived_at
    FROM fresh,
         unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::json[], ?::timestamptz[])
             AS d (received_at, product, source, remote_addr, body, arrived_at)
),
rejected AS (
    INSERT INTO capture.rejected (received_at, product, source, remote_addr, body, reason)
    SELECT r.received_at, r.product, r.source, r.remote_addr, r.body, r.reason
    FROM fresh,
         unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[])
             AS r (received_at, product, source, remote_addr, body, reason)
)
SELECT EXISTS (SELECT FROM fresh);
