-- The inbox by month, so that old months can go in one stroke, and batches, so that one that is stored again changes
-- nothing.

ALTER TABLE capture.delivery RENAME TO delivery_unpartitioned;
ALTER INDEX capture.delivery_pkey RENAME TO delivery_unpartitioned_pkey;
ALTER INDEX capture.delivery_by_xid RENAME TO delivery_unpartitioned_by_xid;

CREATE SEQUENCE capture.delivery_number AS bigint;

CREATE TABLE capture.delivery (
    id           bigint      NOT NULL DEFAULT nextval('capture.delivery_number'),
    received_at  timestamptz NOT NULL,
    product      text,                 -- as the URL or the command line named it; NULL where it did not
    source       text        NOT NULL CHECK (source IN ('webhook', 'file')),
    remote_addr  text,
    body         json        NOT NULL, -- json, not jsonb: the bytes stay as they were sent
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
ALTER SEQUENCE capture.delivery_number OWNED BY capture.delivery.id;
COMMENT ON COLUMN capture.delivery.xid IS 'the inserting transaction: progress is kept by it, since ids are handed out before commit';
CREATE INDEX delivery_by_xid ON capture.delivery (xid);

-- Whatever no month has been made for, so that a delivery always finds room; the making of a month takes its rows out.
CREATE TABLE capture.delivery_other PARTITION OF capture.delivery DEFAULT;

INSERT INTO capture.delivery (id, received_at, product, source, remote_addr, body, xid)
SELECT id, received_at, product, source, remote_addr, body, xid
FROM capture.delivery_unpartitioned
ORDER BY id;
SELECT setval('capture.delivery_number', max(id)) FROM capture.delivery HAVING max(id) IS NOT NULL;
DROP TABLE capture.delivery_unpartitioned;

-- Months that were dropped after their retention: deliveries that once were in the inbox, and still count in the books.
CREATE TABLE capture.dropped_month (
    month         date        PRIMARY KEY,
    deliveries    bigint      NOT NULL,
    first_id      bigint,
    last_id       bigint,
    dropped_at    timestamptz NOT NULL
);

-- One row a batch that was stored: who is not sure whether a batch came through stores it again under the same id.
CREATE TABLE capture.batch (
    id         uuid        PRIMARY KEY,
    stored_at  timestamptz NOT NULL
);
