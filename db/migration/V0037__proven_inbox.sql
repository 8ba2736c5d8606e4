-- Up to which transaction every delivery of the inbox was proven to have an outcome: each is looked at once, when it is new, and not
-- every night for as long as it is kept.
CREATE TABLE run.proven_inbox (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    xid       xid8    NOT NULL
);
INSERT INTO run.proven_inbox (xid) VALUES ('0');
