-- Who is at work on which days. A claim counts for as long as its holder lives: the holder has an advisory lock on the
-- claim's number, which PostgreSQL lets go with its connection; rows of holders that died are cleared by the next claim.
CREATE TABLE run.lock (
    id      integer        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    what    text           NOT NULL,              -- in words
    run_id  bigint,                               -- of a run, once it has its number
    since   timestamptz    NOT NULL,
    holder  text           NOT NULL,              -- user, machine and process
    days    datemultirange NOT NULL,              -- nobody else works on them
    resources text[]       NOT NULL DEFAULT '{}'  -- what else only one may do at a time: STARTING, INBOX, DELIVERY
);

-- Claims whose holder lives.
CREATE VIEW run.live_lock AS
SELECT c.*
FROM run.lock c
JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND l.classid = 1448301388 -- DayClaim.CLASS
               AND l.objid = c.id::oid AND l.objsubid = 2;
