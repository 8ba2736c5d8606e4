-- What became of bodies that were refused: each is replayed or discarded once, and the row stays as a record of that.
ALTER TABLE capture.rejected
    ADD COLUMN resolved_at  timestamptz,
    ADD COLUMN resolution   text CHECK (resolution IN ('REPLAYED', 'DISCARDED')),
    ADD COLUMN resolved_by  text,
    ADD COLUMN delivery_ids bigint[],  -- that a replay made of it, in their order
    ADD COLUMN body_bytes   bigint,    -- of a discarded body, which is empty now: how long it was
    ADD COLUMN body_sha256  text,      -- and its hash
    ADD CHECK ((resolved_at IS NULL) = (resolution IS NULL));
CREATE INDEX rejected_open ON capture.rejected (id) WHERE resolved_at IS NULL;
