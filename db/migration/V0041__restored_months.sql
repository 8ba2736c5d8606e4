-- One row a month that was taken back from the archive: it is kept for a while, though its time is over.
CREATE TABLE run.restored_month (
    kind         text        NOT NULL, -- deliveries or facts
    month        date        NOT NULL,
    restored_at  timestamptz NOT NULL,
    PRIMARY KEY (kind, month)
);
