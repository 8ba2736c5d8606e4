-- Months whose facts were dropped after their retention: their days are never run again, and their reports stand.
CREATE TABLE fact.dropped_month (
    month       date        PRIMARY KEY,
    sessions    bigint      NOT NULL,
    dropped_at  timestamptz NOT NULL
);
