-- What came of deriving days anew from the inbox, after the parser changed or something was erased.

-- One row a run, chunk of it and day.
CREATE TABLE parse.rederived_day (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    looked_at     bigint NOT NULL, -- sessions, and deliveries without one
    changed       bigint NOT NULL, -- of them, otherwise now
    kept          bigint NOT NULL  -- of them, as they were: the inbox no longer has all of their deliveries
);
CREATE INDEX ON parse.rederived_day (run_id);

-- One row a run, chunk of it, day and thing that is otherwise.
CREATE TABLE parse.rederived_change (
    run_id        bigint NOT NULL,
    business_day  date   NOT NULL,
    what          text   NOT NULL, -- a column, as call_leg.source; or what became of a delivery before and now
    times         bigint NOT NULL,
    example       bigint NOT NULL  -- a delivery that shows it
);
CREATE INDEX ON parse.rederived_change (run_id);
