-- Runs: their control totals, and how far each day has come.
CREATE SCHEMA run;

-- One row a run and day that it touched or reported: deliveries = facts + duplicates + superseded + quarantined + not_vss.
CREATE TABLE run.control_total (
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

-- One row a run and day that it carries on from its facts to its reports.
CREATE TABLE run.run_day (
    run_id        bigint  NOT NULL,
    business_day  date    NOT NULL,
    stale         boolean NOT NULL, -- something touched it since it was last carried through
    seen_xid      xid8    NOT NULL, -- all changes of transactions below this one could be seen
    PRIMARY KEY (run_id, business_day)
);

-- One row a run and edition that it exported, be it a new one or one that stayed as it was.
CREATE TABLE run.run_edition (
    run_id    bigint  NOT NULL,
    from_day  date    NOT NULL,
    to_day    date    NOT NULL,
    edition   integer NOT NULL,
    is_new    boolean NOT NULL,
    folder    text    NOT NULL,
    PRIMARY KEY (run_id, from_day, to_day)
);

-- One row a day that was carried through to its reports: they know of all changes of transactions below seen_xid.
CREATE TABLE run.day (
    business_day  date   PRIMARY KEY,
    run_id        bigint NOT NULL,
    seen_xid      xid8   NOT NULL
);

-- One row a day that anything ever touched, and the newest transaction that did.
CREATE VIEW run.touched_day AS
SELECT business_day, max(xid) AS xid
FROM (SELECT business_day, xid FROM parse.touched_day
      UNION ALL
      SELECT business_day, xid FROM expected.touched_day) AS both_sides
GROUP BY business_day;
