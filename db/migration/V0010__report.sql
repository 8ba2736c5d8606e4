CREATE SCHEMA report;
COMMENT ON SCHEMA report IS 'What was reported: editions of a range of days and their files.';

CREATE TABLE report.edition (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_day        date        NOT NULL,
    to_day          date        NOT NULL,
    edition         integer     NOT NULL CHECK (edition > 0),
    time_zone       text        NOT NULL,
    content         text        NOT NULL,
    run_id          bigint,
    created_at      timestamptz NOT NULL,
    control_totals  json        NOT NULL,
    definitions     text,
    narrowed_to     text        NOT NULL DEFAULT '',
    figures         json,
    CONSTRAINT edition_once UNIQUE (from_day, to_day, narrowed_to, edition),
    CONSTRAINT edition_days_in_order CHECK (from_day <= to_day)
);
COMMENT ON TABLE report.edition IS 'One row per edition: one frozen result of the reports of a range of days.';
COMMENT ON COLUMN report.edition.id IS 'Number of the row.';
COMMENT ON COLUMN report.edition.from_day IS 'First day of the range.';
COMMENT ON COLUMN report.edition.to_day IS 'Last day of the range.';
COMMENT ON COLUMN report.edition.edition IS 'Number of the edition within its range and scope, from 1.';
COMMENT ON COLUMN report.edition.time_zone IS 'Report time zone.';
COMMENT ON COLUMN report.edition.content IS 'SHA-256 over time zone and CSV files. Equal content is the same edition.';
COMMENT ON COLUMN report.edition.run_id IS 'The run that made it; null if no run did.';
COMMENT ON COLUMN report.edition.created_at IS 'When it was made.';
COMMENT ON COLUMN report.edition.control_totals IS
    'Control totals as its run gave them, so that files lost on disk can be made again unchanged.';
COMMENT ON COLUMN report.edition.definitions IS
    'SHA-256 over the definitions of the reports that it was last made by; null if it must be made again.';
COMMENT ON COLUMN report.edition.narrowed_to IS
    'Scope: empty for all, or else words such as product:ivr and sub-account:acme, with a blank between them, in order.';
COMMENT ON COLUMN report.edition.figures IS
    'Key figures of the same snapshot as its files, as in the manifest; null if it was made without them.';

CREATE TABLE report.file (
    edition_id  bigint NOT NULL REFERENCES report.edition (id),
    name        text   NOT NULL,
    rows        bigint,
    sha256      text   NOT NULL,
    content     text,
    PRIMARY KEY (edition_id, name)
);
COMMENT ON TABLE report.file IS 'One row per file of an edition.';
COMMENT ON COLUMN report.file.edition_id IS 'The edition (report.edition.id).';
COMMENT ON COLUMN report.file.name IS 'Name of the file in the folder of the edition.';
COMMENT ON COLUMN report.file.rows IS 'Rows of a CSV file; null for a workbook.';
COMMENT ON COLUMN report.file.sha256 IS 'SHA-256 of the file in hexadecimal.';
COMMENT ON COLUMN report.file.content IS
    'SHA-256 over the tables of a workbook, without what differs in every edition; null for other files, for which sha256 is '
    'enough.';
