-- What each day's figures were told to be, version by version, and why they moved.
CREATE TABLE recon.day_version (
    business_day  date        NOT NULL,
    version       integer     NOT NULL CHECK (version > 0),
    run_id        bigint      NOT NULL,
    as_of         timestamptz NOT NULL, -- arrival of the newest evidence of the day: not of the run, so that it is the same again
    why           text        NOT NULL,
    is_published  boolean     NOT NULL DEFAULT false, -- by a run that came to its end; what a broken off one said is said anew
    PRIMARY KEY (business_day, version)
);

-- One row a figure of a day that this version told: all of the first, of a later one what moved.
CREATE TABLE recon.restated_figure (
    business_day   date    NOT NULL,
    version        integer NOT NULL,
    section        text    NOT NULL,
    product        text,
    source         text,
    item           text,
    currency       text,
    number         bigint  NOT NULL,
    seconds        bigint,
    amount         numeric,
    number_before  bigint,           -- NULL in the first version
    seconds_before bigint,
    amount_before  numeric,
    FOREIGN KEY (business_day, version) REFERENCES recon.day_version
);
CREATE INDEX ON recon.restated_figure (business_day, version);
