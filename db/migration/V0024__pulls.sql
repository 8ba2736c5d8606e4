-- One row an export that was asked of 8x8: with its job one that was broken off goes on.
CREATE TABLE expected.pull (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sub_account_id  text        NOT NULL,
    from_day        date        NOT NULL,
    to_day          date        NOT NULL,
    job_id          text        NOT NULL,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    end_state       text        CHECK (end_state IN ('IMPORTED', 'EMPTY', 'FAILED', 'CANCELLED', 'UNKNOWN')),
    import_id       bigint      REFERENCES expected.import (id),
    CHECK ((ended_at IS NULL) = (end_state IS NULL)),
    CHECK (from_day <= to_day)
);
CREATE UNIQUE INDEX pull_under_way ON expected.pull (sub_account_id, from_day, to_day) WHERE ended_at IS NULL;
