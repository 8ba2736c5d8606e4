-- What of which edition goes to whom, and every attempt to bring it there.
CREATE SCHEMA subscription;

CREATE TABLE subscription.dispatch (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient  text        NOT NULL, -- its name in config/delivery.yml
    from_day   date        NOT NULL,
    to_day     date        NOT NULL,
    edition    integer     NOT NULL,
    state      text        NOT NULL CHECK (state IN ('DUE', 'SENDING', 'SENT', 'EMPTY', 'OUTDATED', 'UNSURE', 'GIVEN_UP')),
    due_at     timestamptz NOT NULL,
    UNIQUE (recipient, from_day, to_day, edition)
);
CREATE INDEX ON subscription.dispatch (due_at) WHERE state IN ('DUE', 'SENDING');
COMMENT ON COLUMN subscription.dispatch.state IS 'EMPTY: nothing to tell, as configured; OUTDATED: a newer edition came before it '
    'could be sent; UNSURE: its program died while it was sent, so it may have arrived; GIVEN_UP: too many attempts failed';

CREATE TABLE subscription.attempt (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispatch_id  bigint      NOT NULL REFERENCES subscription.dispatch,
    at           timestamptz NOT NULL,
    problem      text        -- NULL where it arrived
);
CREATE INDEX ON subscription.attempt (dispatch_id);
