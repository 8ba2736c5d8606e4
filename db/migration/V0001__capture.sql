-- The inbox: what 8x8 sent, verbatim and append-only.
CREATE SCHEMA capture;

CREATE TABLE capture.delivery (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at  timestamptz NOT NULL,
    product      text,                 -- as the URL or the command line named it; NULL where it did not
    source       text        NOT NULL CHECK (source IN ('webhook', 'file')),
    remote_addr  text,
    body         json        NOT NULL, -- json, not jsonb: the bytes stay as they were sent
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON COLUMN capture.delivery.xid IS 'the inserting transaction: progress is kept by it, since ids are handed out before commit';
CREATE INDEX delivery_by_xid ON capture.delivery (xid);

CREATE TABLE capture.rejected (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at  timestamptz NOT NULL,
    reason       text        NOT NULL,
    product      text,
    source       text        NOT NULL CHECK (source IN ('webhook', 'file')),
    remote_addr  text,
    body         bytea       NOT NULL
);

-- Files taken by `ingest`; the same content for the same product is taken once.
CREATE TABLE capture.ingested_file (
    sha256       text        NOT NULL,
    product      text        NOT NULL, -- '' where the command line named none
    file_name    text        NOT NULL,
    ingested_at  timestamptz NOT NULL,
    deliveries   bigint      NOT NULL,
    rejected     bigint      NOT NULL,
    PRIMARY KEY (sha256, product)
);
