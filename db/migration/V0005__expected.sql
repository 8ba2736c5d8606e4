-- What should have happened: 8x8's voice log export, the client's own sent callflows.
CREATE SCHEMA expected;

CREATE TABLE expected.import (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source       text        NOT NULL CHECK (source IN ('8x8-log-export', 'callflows', 'sessions')),
    file_name    text        NOT NULL,
    sha256       text        NOT NULL,
    imported_at  timestamptz NOT NULL,
    rows         bigint      NOT NULL, -- lines taken
    skipped      bigint      NOT NULL, -- lines that expect nothing (a callflow that was never created)
    UNIQUE (source, sha256)
);

-- One row a billed leg; a leg billed twice has two. Rows that a later import replaced are kept.
CREATE TABLE expected.leg (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id          bigint      NOT NULL REFERENCES expected.import (id),
    line               bigint      NOT NULL,
    source             text        NOT NULL,
    sub_account_id     text        NOT NULL,
    session_id         text        NOT NULL,
    call_id            text        NOT NULL,
    business_day       date        NOT NULL, -- of initiated_at
    product            text,                 -- NULL where its spelling is not mapped
    product_spelling   text,                 -- as the file has it
    direction          text,
    source_number      text,
    destination        text,
    initiated_at       timestamptz NOT NULL,
    connected_at       timestamptz,
    disconnected_at    timestamptz,
    session_status     text,
    call_status        text,
    duration_seconds   integer     NOT NULL,
    billing_unit       text,
    unit_seconds       integer,              -- billing_unit in seconds; NULL where its spelling is not mapped
    first_increment    integer,              -- of BillingIncrement first+next, seconds
    next_increment     integer,
    billable_seconds   integer,
    unit_price         numeric,
    total_price        numeric,
    currency           text,
    superseded_by      bigint      REFERENCES expected.import (id)
);
CREATE INDEX leg_by_session ON expected.leg (source, sub_account_id, session_id) WHERE superseded_by IS NULL;
CREATE INDEX leg_by_day ON expected.leg (business_day) WHERE superseded_by IS NULL;

-- One row an expected session and source; rows that a later import replaced are kept.
CREATE TABLE expected.session (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id          bigint      NOT NULL REFERENCES expected.import (id),
    line               bigint      NOT NULL, -- the first line that speaks of it
    source             text        NOT NULL,
    sub_account_id     text        NOT NULL,
    session_id         text,                 -- NULL where only the client's own id is known
    client_request_id  text,
    business_day       date        NOT NULL, -- of start_time
    start_time         timestamptz NOT NULL,
    product            text,
    session_status     text,
    destination        text,
    leg_count          integer,              -- distinct legs; NULL for a source without legs
    billed_amount      numeric,              -- NULL where nothing is billed, or in several currencies
    currency           text,
    superseded_by      bigint      REFERENCES expected.import (id),
    CHECK (session_id IS NOT NULL OR client_request_id IS NOT NULL)
);
CREATE UNIQUE INDEX session_current ON expected.session (source, sub_account_id, session_id, client_request_id)
    NULLS NOT DISTINCT WHERE superseded_by IS NULL;
CREATE INDEX session_by_request ON expected.session (sub_account_id, client_request_id)
    WHERE superseded_by IS NULL AND client_request_id IS NOT NULL;
CREATE INDEX session_by_import ON expected.session (import_id);
CREATE INDEX session_by_superseding ON expected.session (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX session_by_day ON expected.session (business_day) WHERE superseded_by IS NULL;

-- Days whose expectations an import changed.
CREATE TABLE expected.touched_day (
    business_day  date   NOT NULL,
    import_id     bigint NOT NULL REFERENCES expected.import (id),
    xid           xid8   NOT NULL DEFAULT pg_current_xact_id(), -- as in parse.touched_day
    PRIMARY KEY (business_day, import_id)
);
