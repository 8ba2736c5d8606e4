-- What was reported: editions of a range and their files.
CREATE SCHEMA report;

CREATE TABLE report.edition (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_day       date        NOT NULL,
    to_day         date        NOT NULL,
    edition        integer     NOT NULL CHECK (edition > 0),
    time_zone      text        NOT NULL,
    content        text        NOT NULL, -- SHA-256 over time zone and CSV files: equal content is the same edition
    run_id         bigint,               -- NULL where no run made it
    created_at     timestamptz NOT NULL,
    control_totals json        NOT NULL, -- as its run gave them: what is lost on disk is made again as it was
    UNIQUE (from_day, to_day, edition),
    CHECK (from_day <= to_day)
);

CREATE TABLE report.file (
    edition_id   bigint NOT NULL REFERENCES report.edition (id),
    name         text   NOT NULL,
    rows         bigint,               -- NULL for a workbook
    sha256       text   NOT NULL,
    PRIMARY KEY (edition_id, name)
);
