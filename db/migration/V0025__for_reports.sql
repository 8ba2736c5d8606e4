-- What reports stand on: who reads for them, and what of the other schemas they may see.

-- Reports read as this role, whatever the user of the program may. It belongs to the server, not to the database: another one
-- may have made it, or an administrator, where this user may not.
DO $$
BEGIN
    CREATE ROLE vss_reports NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL;
    WHEN insufficient_privilege THEN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vss_reports') THEN
            RAISE EXCEPTION 'Reports read as the role vss_reports, which % may not create. Let an administrator run: '
                'CREATE ROLE vss_reports NOLOGIN; GRANT vss_reports TO %', current_user, quote_ident(current_user);
        END IF;
END $$;
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        GRANT vss_reports TO CURRENT_USER;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    NULL; -- the administrator did
END $$;

-- One row a delivery: that it came, when, and what proves its body.
CREATE VIEW fact.delivery_evidence AS
SELECT id AS delivery_id, received_at, encode(sha256(convert_to(body::text, 'UTF8')), 'hex') AS body_sha256
FROM capture.delivery;

-- One row a line of a bill or list, as it stands now.
CREATE VIEW recon.billed_line AS
SELECT * FROM expected.leg WHERE superseded_by IS NULL;

-- One row a session, with whom it called: of its last leg going out, else of its last leg. The virtual number is what the one
-- called saw, or, where nobody was called, what was dialled.
CREATE VIEW fact.called_session AS
SELECT session.*, called.destination,
       CASE WHEN called.direction = 'INBOUND' THEN called.destination ELSE called.source END AS virtual_number
FROM fact.session
LEFT JOIN LATERAL (
    SELECT leg.direction, leg.source, leg.destination
    FROM fact.call_leg AS leg
    WHERE leg.business_day = session.business_day AND leg.delivery_id = session.delivery_id
    ORDER BY (leg.direction = 'OUTBOUND') DESC NULLS LAST, length(leg.leg) DESC, leg.leg COLLATE "C" DESC
    LIMIT 1
) AS called ON true;

GRANT USAGE ON SCHEMA fact, recon TO vss_reports;
GRANT SELECT ON ALL TABLES IN SCHEMA fact, recon TO vss_reports;
ALTER DEFAULT PRIVILEGES IN SCHEMA fact GRANT SELECT ON TABLES TO vss_reports;
ALTER DEFAULT PRIVILEGES IN SCHEMA recon GRANT SELECT ON TABLES TO vss_reports;
