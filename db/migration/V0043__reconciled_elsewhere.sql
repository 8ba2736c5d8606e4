-- Shares of days that a reconciliation at work is through with, so that none is done twice where its process was lost just
-- before it told so. Empty in between, and after a crash.
CREATE UNLOGGED TABLE recon.finished_partition (
    snapshot  text NOT NULL,   -- of the reconciliation
    first_day date NOT NULL,
    PRIMARY KEY (snapshot, first_day)
);
