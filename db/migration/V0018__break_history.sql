-- What happened to each break, and who decided what on it: added to, never changed.
CREATE TABLE recon.break_event (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    break_id         bigint      NOT NULL REFERENCES recon.break (id),
    at               timestamptz NOT NULL,
    who              text,                 -- NULL where a run did it
    run_id           bigint,
    from_state       text,                 -- NULL where it was found
    to_state         text        NOT NULL,
    note             text,
    expected_value   text,                 -- as they were then
    actual_value     text,
    amount_at_stake  numeric,
    currency         text,
    CHECK ((who IS NULL) <> (run_id IS NULL))
);
CREATE INDEX break_event_of_break ON recon.break_event (break_id);

-- Days of which a person's decision changed what is reported.
CREATE TABLE recon.touched_day (
    business_day  date   NOT NULL,
    xid           xid8   NOT NULL DEFAULT pg_current_xact_id(), -- as in parse.touched_day
    PRIMARY KEY (business_day, xid)
);

CREATE OR REPLACE VIEW run.touched_day AS
SELECT business_day, max(xid) AS xid
FROM (SELECT business_day, xid FROM parse.touched_day
      UNION ALL
      SELECT business_day, xid FROM expected.touched_day
      UNION ALL
      SELECT business_day, xid FROM recon.touched_day) AS all_sides
GROUP BY business_day;
