-- What codes mean, and the codes that 8x8 gives beside those of a webhook.

-- One row a code of a family: filled at each start from the ledger's list and the user's config/codes.yml.
CREATE TABLE fact.code (
    family     text    NOT NULL CHECK (family IN ('session-error', 'api-status', 'sip')),
    code       integer NOT NULL,
    lies_with  text    NOT NULL, -- who can change it: nobody, subscriber, caller, network, sender, 8x8 or unknown
    meaning    text    NOT NULL,
    remedy     text    NOT NULL,
    retryable  boolean NOT NULL, -- whether another try as it is makes sense
    PRIMARY KEY (family, code)
);

-- Of the voice log export: its number if it has one, else as the file has it.
ALTER TABLE expected.leg ADD COLUMN sip_status text;
CREATE OR REPLACE VIEW recon.billed_line AS
SELECT * FROM expected.leg WHERE superseded_by IS NULL;

-- 8x8's answer to the request that created a session.
ALTER TABLE expected.session
    ADD COLUMN callflow_request_id text,
    ADD COLUMN status_code         integer,
    ADD COLUMN status_message      text;

ALTER TABLE expected.sent_line
    ADD COLUMN callflow_request_id text,
    ADD COLUMN status_code         integer,
    ADD COLUMN status_message      text,
    ADD COLUMN request_key         text;

-- One row a request that 8x8 refused, so that it never became a session. Rows that a later file replaced, or whose request became a
-- session later, are kept.
CREATE TABLE expected.rejected_request (
    id                   bigint      GENERATED ALWAYS AS IDENTITY,
    import_id            bigint      NOT NULL, -- of expected.import
    line                 bigint      NOT NULL,
    source               text        NOT NULL,
    sub_account_id       text        NOT NULL,
    request_key          text        NOT NULL, -- 8x8's id of the request, else the client's own, else made of what the line says
    callflow_request_id  text,
    client_request_id    text,
    business_day         date        NOT NULL, -- of requested_at; of the import where that is not known
    requested_at         timestamptz,          -- NULL where neither the line nor an id tells it
    product              text,
    destination          text,
    status_code          integer,              -- NULL where the line says NOT_CREATED only
    status_message       text,
    superseded_by        bigint,               -- of expected.import; its own where that is withdrawn
    PRIMARY KEY (id, sub_account_id)
);
CREATE INDEX rejected_request_by_key ON expected.rejected_request (source, sub_account_id, request_key) WHERE superseded_by IS NULL;
CREATE INDEX rejected_request_by_client_request ON expected.rejected_request (source, sub_account_id, client_request_id)
    WHERE superseded_by IS NULL;
CREATE INDEX rejected_request_by_day ON expected.rejected_request (business_day) WHERE superseded_by IS NULL;
CREATE INDEX rejected_request_by_import ON expected.rejected_request (import_id);
CREATE INDEX rejected_request_by_superseding ON expected.rejected_request (superseded_by) WHERE superseded_by IS NOT NULL;

-- One row a request that 8x8 refused, as it stands now.
CREATE VIEW recon.rejected_request AS
SELECT * FROM expected.rejected_request WHERE superseded_by IS NULL;

-- One row a request that 8x8 answered with a status code, refused or not, as it stands now.
CREATE VIEW recon.answered_request AS
SELECT business_day, source, sub_account_id, product, session_id, coalesce(callflow_request_id, client_request_id) AS request_id,
       status_code, status_message
FROM expected.session
WHERE superseded_by IS NULL AND status_code IS NOT NULL
UNION ALL
SELECT business_day, source, sub_account_id, product, NULL, coalesce(callflow_request_id, client_request_id), status_code, status_message
FROM expected.rejected_request
WHERE superseded_by IS NULL AND status_code IS NOT NULL;

-- One row a business day, product, subaccount and code of a request or a bill that is not in fact.code.
CREATE VIEW recon.unknown_code AS
SELECT business_day, product, sub_account_id, 'API_STATUS_UNKNOWN' AS code, 'status_code ' || status_code AS field, count(*) AS cases,
       min(coalesce(session_id, request_id) COLLATE "C") AS example
FROM recon.answered_request
WHERE NOT EXISTS (SELECT FROM fact.code WHERE family = 'api-status' AND code.code = status_code)
GROUP BY business_day, product, sub_account_id, status_code
UNION ALL
SELECT business_day, product, sub_account_id, 'SIP_STATUS_UNKNOWN', 'SipStatus ' || sip_status, count(DISTINCT (session_id, call_id)),
       min(session_id COLLATE "C")
FROM recon.billed_line
WHERE sip_status IS NOT NULL
  AND NOT EXISTS (SELECT FROM fact.code WHERE family = 'sip' AND code.code::text = sip_status)
GROUP BY business_day, product, sub_account_id, sip_status;
