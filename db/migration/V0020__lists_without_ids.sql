-- Lists of the client's own, whose lines may have no id: what they were found by, and what a person has yet to say.
ALTER TABLE expected.session
    ADD COLUMN is_row boolean NOT NULL DEFAULT false, -- its line has no id: client_request_id is made of what it says
    ADD COLUMN matched_by text                     -- rule that found its session_id; NULL where the line has it
        CHECK (matched_by IN ('DESTINATION_TIME', 'CONFIRMED'));
CREATE INDEX session_row ON expected.session (business_day) WHERE superseded_by IS NULL AND is_row;

ALTER TABLE recon.result DROP CONSTRAINT result_matched_by_check;
ALTER TABLE recon.result ADD CONSTRAINT result_matched_by_check
    CHECK (matched_by IN ('SESSION_ID', 'CLIENT_REQUEST_ID', 'DESTINATION_TIME', 'CONFIRMED'));

-- One row a line and a session that may be the one it speaks of, where more than one may be.
CREATE TABLE recon.match_candidate (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source             text        NOT NULL,
    sub_account_id     text        NOT NULL,
    client_request_id  text        NOT NULL, -- of the line
    session_id         text        NOT NULL,
    business_day       date        NOT NULL, -- of the line
    seconds_apart      integer     NOT NULL, -- positive: the session began after the line's time
    state              text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CONFIRMED', 'REFUSED')),
    decided_at         timestamptz,
    decided_by         text,
    CHECK ((state = 'OPEN') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
    UNIQUE (source, sub_account_id, client_request_id, session_id)
);
CREATE UNIQUE INDEX confirmed_line ON recon.match_candidate (source, sub_account_id, client_request_id) WHERE state = 'CONFIRMED';
CREATE UNIQUE INDEX confirmed_session ON recon.match_candidate (source, sub_account_id, session_id) WHERE state = 'CONFIRMED';

-- The digits of a number, without what a country dials before an international one.
CREATE FUNCTION recon.digits(number text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(number, '\D', '', 'g'), '^00', '');

-- Days that something touched since they were last carried through. What was seen in another database cluster, whose count of
-- transactions is another, counts as not seen.
CREATE VIEW run.stale_day AS
SELECT t.business_day
FROM run.touched_day t
LEFT JOIN run.day d ON d.business_day = t.business_day
                        AND d.seen_xid <= pg_snapshot_xmax(pg_current_snapshot())
WHERE d.business_day IS NULL OR t.xid >= d.seen_xid;
