CREATE SCHEMA capture;
COMMENT ON SCHEMA capture IS 'The inbox: what 8x8 sent, verbatim and append-only.';

CREATE SEQUENCE capture.delivery_number AS bigint;

CREATE TABLE capture.delivery (
    id           bigint      NOT NULL DEFAULT nextval('capture.delivery_number'),
    received_at  timestamptz NOT NULL,
    product      text,
    source       text        NOT NULL CHECK (source IN ('webhook', 'file')),
    remote_addr  text,
    body         json        NOT NULL,
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    arrived_at   timestamptz,
    PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
ALTER SEQUENCE capture.delivery_number OWNED BY capture.delivery.id;
CREATE INDEX delivery_by_xid ON capture.delivery (xid);
COMMENT ON TABLE capture.delivery IS 'One row per webhook request that was accepted, partitioned by the month of its arrival.';
COMMENT ON COLUMN capture.delivery.id IS
    'Number of the delivery. Numbers are given out before the commit, so they tell nothing of the order of commits.';
COMMENT ON COLUMN capture.delivery.received_at IS 'When the request arrived.';
COMMENT ON COLUMN capture.delivery.product IS 'Product as the URL or the command line named it; null if none was named.';
COMMENT ON COLUMN capture.delivery.source IS 'webhook for a request, file for a line that `vss ingest` took.';
COMMENT ON COLUMN capture.delivery.remote_addr IS 'Address of the sender; null for a delivery from a file.';
COMMENT ON COLUMN capture.delivery.body IS
    'The body exactly as it was sent; json and not jsonb, so that its bytes stay as they are.';
COMMENT ON COLUMN capture.delivery.xid IS
    'The inserting transaction. Progress is kept by it, because ids are given out before the commit.';
COMMENT ON COLUMN capture.delivery.arrived_at IS
    'When the delivery first arrived elsewhere, according to the file it was taken from (`vss ingest --received-at`); null '
    'for all others.';

CREATE TABLE capture.delivery_other PARTITION OF capture.delivery DEFAULT;
COMMENT ON TABLE capture.delivery_other IS
    'Deliveries of months that have no partition yet, so that a delivery always finds room. Making the month moves its rows '
    'there.';

CREATE TABLE capture.rejected (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at   timestamptz NOT NULL,
    reason        text        NOT NULL,
    product       text,
    source        text        NOT NULL CHECK (source IN ('webhook', 'file')),
    remote_addr   text,
    body          bytea       NOT NULL,
    resolved_at   timestamptz,
    resolution    text CHECK (resolution IN ('REPLAYED', 'DISCARDED')),
    resolved_by   text,
    delivery_ids  bigint[],
    body_bytes    bigint,
    body_sha256   text,
    CONSTRAINT rejected_resolution_dated CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);
CREATE INDEX rejected_open ON capture.rejected (id) WHERE resolved_at IS NULL;
COMMENT ON TABLE capture.rejected IS 'One row per request that was refused, with its bytes.';
COMMENT ON COLUMN capture.rejected.id IS 'Number of the rejected request.';
COMMENT ON COLUMN capture.rejected.received_at IS 'When the request arrived.';
COMMENT ON COLUMN capture.rejected.reason IS 'Why it was refused, in words.';
COMMENT ON COLUMN capture.rejected.product IS 'Product as the URL or the command line named it; null if none was named.';
COMMENT ON COLUMN capture.rejected.source IS 'webhook or file, as in capture.delivery.';
COMMENT ON COLUMN capture.rejected.remote_addr IS 'Address of the sender; null for a body from a file.';
COMMENT ON COLUMN capture.rejected.body IS 'The bytes as they came; empty once the request is discarded.';
COMMENT ON COLUMN capture.rejected.resolved_at IS 'When it was replayed or discarded; null while it is open.';
COMMENT ON COLUMN capture.rejected.resolution IS 'What was done with it; null while it is open.';
COMMENT ON COLUMN capture.rejected.resolved_by IS 'Who did it; null while it is open.';
COMMENT ON COLUMN capture.rejected.delivery_ids IS
    'Deliveries that a replay made of it, in their order; null if it was not replayed.';
COMMENT ON COLUMN capture.rejected.body_bytes IS 'Length of a discarded body in bytes; null if it was not discarded.';
COMMENT ON COLUMN capture.rejected.body_sha256 IS 'SHA-256 of a discarded body in hexadecimal; null if it was not discarded.';

CREATE TABLE capture.ingested_file (
    sha256       text        NOT NULL,
    product      text        NOT NULL,
    file_name    text        NOT NULL,
    ingested_at  timestamptz NOT NULL,
    deliveries   bigint      NOT NULL,
    rejected     bigint      NOT NULL,
    PRIMARY KEY (sha256, product)
);
COMMENT ON TABLE capture.ingested_file IS
    'One row per file that `vss ingest` took. The same content is taken once for each product.';
COMMENT ON COLUMN capture.ingested_file.sha256 IS 'SHA-256 of the file in hexadecimal.';
COMMENT ON COLUMN capture.ingested_file.product IS 'Product that the command line named; empty if none was named.';
COMMENT ON COLUMN capture.ingested_file.file_name IS 'Name of the file.';
COMMENT ON COLUMN capture.ingested_file.ingested_at IS 'When it was taken.';
COMMENT ON COLUMN capture.ingested_file.deliveries IS 'Deliveries that came of it.';
COMMENT ON COLUMN capture.ingested_file.rejected IS 'Bodies of it that were refused.';

CREATE TABLE capture.batch (
    id         uuid        PRIMARY KEY,
    stored_at  timestamptz NOT NULL
);
COMMENT ON TABLE capture.batch IS
    'One row per batch of deliveries that was stored. A writer that cannot tell whether its batch was committed stores it '
    'again under the same id.';
COMMENT ON COLUMN capture.batch.id IS 'Id that the writer chose for the batch.';
COMMENT ON COLUMN capture.batch.stored_at IS 'When the batch was stored.';

CREATE TABLE capture.arrival_hour (
    sub_account_id  text        NOT NULL,
    hour            timestamptz NOT NULL,
    deliveries      bigint      NOT NULL,
    last_at         timestamptz NOT NULL,
    PRIMARY KEY (sub_account_id, hour)
);
COMMENT ON TABLE capture.arrival_hour IS
    'One row per subaccount and hour: how many webhooks arrived. It serves the watches and not the control totals: counts are '
    'written every few seconds, so a killed server loses its last ones. Old hours are deleted.';
COMMENT ON COLUMN capture.arrival_hour.sub_account_id IS
    'Subaccount; empty if the webhook named none or if there are too many to count.';
COMMENT ON COLUMN capture.arrival_hour.hour IS 'Start of the hour, in UTC.';
COMMENT ON COLUMN capture.arrival_hour.deliveries IS 'Webhooks that arrived in that hour.';
COMMENT ON COLUMN capture.arrival_hour.last_at IS 'Arrival of the last of them.';

CREATE TABLE capture.counted (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    below       xid8    NOT NULL,
    deliveries  bigint  NOT NULL
);
INSERT INTO capture.counted (below, deliveries) VALUES ('0', 0);
COMMENT ON TABLE capture.counted IS
    'One row: how many deliveries the inbox holds up to a transaction, so that their number is known without counting all of '
    'them.';
COMMENT ON COLUMN capture.counted.only_row IS 'Always true: the table has one row.';
COMMENT ON COLUMN capture.counted.below IS 'Deliveries of transactions below this one are in the count. All of them had ended.';
COMMENT ON COLUMN capture.counted.deliveries IS 'Number of those deliveries.';

CREATE TABLE capture.dropped_month (
    month       date        PRIMARY KEY,
    deliveries  bigint      NOT NULL,
    first_id    bigint,
    last_id     bigint,
    dropped_at  timestamptz NOT NULL
);
COMMENT ON TABLE capture.dropped_month IS 'One row per month of deliveries that was dropped after its retention.';
COMMENT ON COLUMN capture.dropped_month.month IS 'First day of the month.';
COMMENT ON COLUMN capture.dropped_month.deliveries IS 'Deliveries that the month had. They still count in the control totals.';
COMMENT ON COLUMN capture.dropped_month.first_id IS 'Lowest id among them; null if there were none.';
COMMENT ON COLUMN capture.dropped_month.last_id IS 'Highest id among them; null if there were none.';
COMMENT ON COLUMN capture.dropped_month.dropped_at IS 'When the month was dropped.';

CREATE TABLE capture.erasure (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    erased_at  timestamptz NOT NULL,
    what       text        NOT NULL CHECK (what IN ('number', 'session'))
);
COMMENT ON TABLE capture.erasure IS 'One row per erasure of personal data. What was erased is not kept.';
COMMENT ON COLUMN capture.erasure.id IS 'Number of the erasure.';
COMMENT ON COLUMN capture.erasure.erased_at IS 'When it was done.';
COMMENT ON COLUMN capture.erasure.what IS 'number if a phone number was erased, session if a session was.';
