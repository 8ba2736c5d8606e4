-- Alerts: what operations have to look into, from when it was first seen until it was over.
CREATE SCHEMA alert;

-- One row an alert; of those that are not over, one a kind and subject.
CREATE TABLE alert.alert (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL,
    subject      text        NOT NULL, -- the product, subaccount, currency, server or run that it is about
    message      text        NOT NULL, -- as it was first seen
    since        timestamptz NOT NULL,
    last_seen    timestamptz NOT NULL,
    ended_at     timestamptz,
    notified_at      timestamptz,          -- operations know of it
    end_notified_at  timestamptz           -- and that it is over
);
CREATE UNIQUE INDEX alert_firing ON alert.alert (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX alert_to_notify ON alert.alert (id) WHERE notified_at IS NULL OR (ended_at IS NOT NULL AND end_notified_at IS NULL);

-- Breaks that are not settled, which are few among all there ever were.
CREATE INDEX break_unsettled ON recon.break (kind, currency) INCLUDE (amount_at_stake, state)
    WHERE state NOT IN ('RESOLVED', 'ACCEPTED');
