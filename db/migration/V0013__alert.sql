CREATE SCHEMA alert;
COMMENT ON SCHEMA alert IS 'What operations have to look into, from when it was first seen until it was over.';

CREATE TABLE alert.alert (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text        NOT NULL,
    subject          text        NOT NULL,
    message          text        NOT NULL,
    since            timestamptz NOT NULL,
    last_seen        timestamptz NOT NULL,
    ended_at         timestamptz,
    notified_at      timestamptz,
    end_notified_at  timestamptz
);
CREATE UNIQUE INDEX alert_firing ON alert.alert (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX alert_to_notify ON alert.alert (id)
    WHERE notified_at IS NULL OR (ended_at IS NOT NULL AND end_notified_at IS NULL);
COMMENT ON TABLE alert.alert IS 'One row per alert. There is at most one per kind and subject that is not over.';
COMMENT ON COLUMN alert.alert.id IS 'Number of the alert.';
COMMENT ON COLUMN alert.alert.kind IS 'Kind of the alert.';
COMMENT ON COLUMN alert.alert.subject IS 'The product, subaccount, currency, server or run that it is about.';
COMMENT ON COLUMN alert.alert.message IS 'The message as it was when the alert was first seen.';
COMMENT ON COLUMN alert.alert.since IS 'When it was first seen.';
COMMENT ON COLUMN alert.alert.last_seen IS 'When it was last seen.';
COMMENT ON COLUMN alert.alert.ended_at IS 'When it was over; null while it is firing.';
COMMENT ON COLUMN alert.alert.notified_at IS 'When operations were notified of it; null if they were not yet.';
COMMENT ON COLUMN alert.alert.end_notified_at IS 'When operations were notified that it is over; null if they were not yet.';
