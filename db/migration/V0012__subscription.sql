CREATE SCHEMA subscription;
COMMENT ON SCHEMA subscription IS 'Which edition is sent to whom, and every attempt to send it.';

CREATE TABLE subscription.dispatch (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient    text        NOT NULL,
    from_day     date        NOT NULL,
    to_day       date        NOT NULL,
    edition      integer     NOT NULL,
    state        text        NOT NULL
        CHECK (state IN ('DUE', 'SENDING', 'SENT', 'EMPTY', 'UNCHANGED', 'OUTDATED', 'UNSURE', 'GIVEN_UP')),
    due_at       timestamptz NOT NULL,
    narrowed_to  text        NOT NULL DEFAULT '',
    corrects     integer,
    CONSTRAINT dispatch_once UNIQUE (recipient, from_day, to_day, narrowed_to, edition)
);
CREATE INDEX dispatch_due ON subscription.dispatch (due_at) WHERE state IN ('DUE', 'SENDING');
COMMENT ON TABLE subscription.dispatch IS 'One row per recipient and edition that is to be sent.';
COMMENT ON COLUMN subscription.dispatch.id IS 'Number of the dispatch.';
COMMENT ON COLUMN subscription.dispatch.recipient IS 'Name of the recipient in the configuration of subscriptions.';
COMMENT ON COLUMN subscription.dispatch.from_day IS 'First day of the edition.';
COMMENT ON COLUMN subscription.dispatch.to_day IS 'Last day of the edition.';
COMMENT ON COLUMN subscription.dispatch.edition IS 'Number of the edition.';
COMMENT ON COLUMN subscription.dispatch.state IS
    'EMPTY: there was nothing to report, and it is configured so; UNCHANGED: its files and figures are those of the edition '
    'that the recipient has; OUTDATED: a newer edition came before it could be sent; UNSURE: the program died while it was '
    'sent, so it may have arrived; GIVEN_UP: too many attempts failed.';
COMMENT ON COLUMN subscription.dispatch.due_at IS 'When it is to be sent.';
COMMENT ON COLUMN subscription.dispatch.narrowed_to IS 'Scope of the edition, as in report.edition.';
COMMENT ON COLUMN subscription.dispatch.corrects IS
    'The edition that the recipient had and that this one corrects; null if they had none.';

CREATE TABLE subscription.attempt (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dispatch_id  bigint      NOT NULL REFERENCES subscription.dispatch (id),
    at           timestamptz NOT NULL,
    problem      text
);
CREATE INDEX attempt_of_dispatch ON subscription.attempt (dispatch_id);
COMMENT ON TABLE subscription.attempt IS 'One row per attempt to send.';
COMMENT ON COLUMN subscription.attempt.id IS 'Number of the attempt.';
COMMENT ON COLUMN subscription.attempt.dispatch_id IS 'The dispatch.';
COMMENT ON COLUMN subscription.attempt.at IS 'When it was tried.';
COMMENT ON COLUMN subscription.attempt.problem IS 'Why it failed, in words; null if it succeeded.';
