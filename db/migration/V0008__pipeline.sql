-- Runs: their control totals, and how far each day has come.
CREATE SCHEMA pipeline;

-- One row a run and day that it touched or reported: deliveries = facts + duplicates + superseded + quarantined + not_vss.
CREATE TABLE pipeline.control_total (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    deliveries    bigint NOT NULL,
    facts         bigint NOT NULL,
    duplicates    bigint NOT NULL,
    superseded    bigint NOT NULL,
    quarantined   bigint NOT NULL,
    not_vss       bigint NOT NULL,
    PRIMARY KEY (run_id, business_day)
);

-- One row a day that was carried through to its reports, with the newest change that they know of.
CREATE TABLE pipeline.day (
    business_day    date   PRIMARY KEY,
    seen_run_id     bigint NOT NULL,
    seen_import_id  bigint NOT NULL
);
