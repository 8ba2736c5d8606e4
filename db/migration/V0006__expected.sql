CREATE SCHEMA expected;
COMMENT ON SCHEMA expected IS
    'What should have happened or was billed: 8x8''s voice log export, the client''s own sent callflows and lists.';

CREATE TABLE expected.import (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source          text        NOT NULL CHECK (source IN ('8x8-log-export', 'callflows', 'sessions')),
    file_name       text        NOT NULL,
    sha256          text        NOT NULL,
    imported_at     timestamptz NOT NULL,
    rows            bigint      NOT NULL,
    skipped         bigint      NOT NULL,
    price_decimals  jsonb,
    rank            bigint      NOT NULL UNIQUE,
    replaces_range  boolean     NOT NULL DEFAULT false,
    withdrawn_at    timestamptz,
    reading         text,
    UNIQUE (source, sha256)
);
CREATE SEQUENCE expected.import_rank AS bigint OWNED BY expected.import.rank;
ALTER TABLE expected.import ALTER COLUMN rank SET DEFAULT nextval('expected.import_rank');
COMMENT ON TABLE expected.import IS 'One row per file that was imported.';
COMMENT ON COLUMN expected.import.id IS 'Number of the import.';
COMMENT ON COLUMN expected.import.source IS 'Source of the file.';
COMMENT ON COLUMN expected.import.file_name IS 'Name of the file.';
COMMENT ON COLUMN expected.import.sha256 IS 'SHA-256 of the file in hexadecimal. The same file is imported once per source.';
COMMENT ON COLUMN expected.import.imported_at IS 'When it was imported.';
COMMENT ON COLUMN expected.import.rows IS 'Lines that were accepted.';
COMMENT ON COLUMN expected.import.skipped IS 'Lines that expect nothing, such as a callflow that was never created.';
COMMENT ON COLUMN expected.import.price_decimals IS
    'Decimals that its total prices show, by currency; null if it has no prices.';
COMMENT ON COLUMN expected.import.rank IS
    'Order of the imports: if two that count speak of the same call or callflow, the higher rank is right.';
COMMENT ON COLUMN expected.import.replaces_range IS
    'Whether it replaces all that imports of lower rank and the same source say of its days and subaccounts.';
COMMENT ON COLUMN expected.import.withdrawn_at IS 'When it was withdrawn; null while it counts.';
COMMENT ON COLUMN expected.import.reading IS
    'How its columns were read, in words, as somebody confirmed it; null if nobody was asked.';

CREATE TABLE expected.import_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id  bigint      NOT NULL REFERENCES expected.import (id),
    kind       text        NOT NULL CHECK (kind IN ('IMPORTED', 'WITHDRAWN', 'REINSTATED', 'RANGE_REPLACED')),
    at         timestamptz NOT NULL,
    by_whom    text,
    note       text
);
CREATE INDEX import_event_of_import ON expected.import_event (import_id);
COMMENT ON TABLE expected.import_event IS 'One row per decision about an import. Rows are never changed.';
COMMENT ON COLUMN expected.import_event.id IS 'Number of the event.';
COMMENT ON COLUMN expected.import_event.import_id IS 'The import.';
COMMENT ON COLUMN expected.import_event.kind IS 'What was decided.';
COMMENT ON COLUMN expected.import_event.at IS 'When it was decided.';
COMMENT ON COLUMN expected.import_event.by_whom IS 'Who decided it; null if that is not known.';
COMMENT ON COLUMN expected.import_event.note IS 'Why, in the words of that person; null if they gave none.';

CREATE TABLE expected.import_total (
    import_id       bigint NOT NULL REFERENCES expected.import (id),
    business_day    date   NOT NULL,
    sub_account_id  text   NOT NULL,
    currency        text,
    lines           bigint NOT NULL,
    seconds         bigint,
    amount          numeric
);
CREATE INDEX import_total_of_import ON expected.import_total (import_id);
CREATE INDEX import_total_by_day ON expected.import_total (business_day, sub_account_id);
COMMENT ON TABLE expected.import_total IS
    'One row per import, business day, subaccount and currency: what the file says, whether it counts or not.';
COMMENT ON COLUMN expected.import_total.import_id IS 'The import.';
COMMENT ON COLUMN expected.import_total.business_day IS 'Business day of its lines.';
COMMENT ON COLUMN expected.import_total.sub_account_id IS 'Subaccount of its lines.';
COMMENT ON COLUMN expected.import_total.currency IS 'ISO 4217 code; null if its lines state none.';
COMMENT ON COLUMN expected.import_total.lines IS 'Number of lines.';
COMMENT ON COLUMN expected.import_total.seconds IS
    'Billable seconds if the file states them, or else connected seconds; null for a source that bills nothing.';
COMMENT ON COLUMN expected.import_total.amount IS 'Sum of the total prices in that currency; null if none is stated.';

CREATE TABLE expected.touched_day (
    business_day  date   NOT NULL,
    import_id     bigint NOT NULL REFERENCES expected.import (id),
    xid           xid8   NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (business_day, import_id)
);
COMMENT ON TABLE expected.touched_day IS 'One row per day whose expectations an import changed.';
COMMENT ON COLUMN expected.touched_day.business_day IS 'The day.';
COMMENT ON COLUMN expected.touched_day.import_id IS 'The import.';
COMMENT ON COLUMN expected.touched_day.xid IS 'The transaction that changed them, as in parse.touched_day.';

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
    CONSTRAINT pull_end_dated CHECK ((ended_at IS NULL) = (end_state IS NULL)),
    CONSTRAINT pull_days_in_order CHECK (from_day <= to_day)
);
CREATE UNIQUE INDEX pull_under_way ON expected.pull (sub_account_id, from_day, to_day) WHERE ended_at IS NULL;
COMMENT ON TABLE expected.pull IS
    'One row per export that was requested from 8x8. By its job, a pull that was interrupted continues.';
COMMENT ON COLUMN expected.pull.id IS 'Number of the pull.';
COMMENT ON COLUMN expected.pull.sub_account_id IS 'Subaccount whose export was requested.';
COMMENT ON COLUMN expected.pull.from_day IS 'First day of the export.';
COMMENT ON COLUMN expected.pull.to_day IS 'Last day of the export.';
COMMENT ON COLUMN expected.pull.job_id IS 'Id of the job at 8x8.';
COMMENT ON COLUMN expected.pull.started_at IS 'When it was requested.';
COMMENT ON COLUMN expected.pull.ended_at IS 'When it ended; null while it is under way.';
COMMENT ON COLUMN expected.pull.end_state IS 'How it ended; null while it is under way.';
COMMENT ON COLUMN expected.pull.import_id IS 'The import it was stored as; null if it came to none.';
