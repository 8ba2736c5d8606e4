-- Shares of a run's steps, and who takes them: threads of the process that runs the job, and workers elsewhere.
CREATE SCHEMA worker;

-- Processes that take partitions, for as long as they beat.
CREATE TABLE worker.worker (
    id          uuid        PRIMARY KEY,
    application text        NOT NULL,               -- application_name of all of its connections
    name        text        NOT NULL,               -- user, machine and process
    is_elsewhere boolean    NOT NULL,               -- takes partitions of whatever run, beside those of its own
    since       timestamptz NOT NULL,
    heartbeat   bigint      NOT NULL DEFAULT 0,     -- counts on while it lives
    is_dead     boolean     NOT NULL DEFAULT false  -- it fell silent; what it held is taken from it
);

-- Partitions of the steps that are at work; they vanish with the end of their step.
CREATE TABLE worker.partition (
    step_execution_id    bigint  PRIMARY KEY,       -- batch.batch_step_execution
    manager_execution_id bigint  NOT NULL,          -- of the step whose partition it is
    run_id               bigint  NOT NULL,
    step                 text    NOT NULL,          -- which step does it
    rules                text    NOT NULL,          -- by which it is done; others leave it alone
    state                text    NOT NULL DEFAULT 'FREE' CHECK (state IN ('FREE', 'HELD', 'DONE', 'STOPPED', 'FAILED')),
    holder               uuid,                      -- worker.worker
    pick_count           integer NOT NULL DEFAULT 0, -- how many times
    problem              text,                      -- why it failed, in plain words
    CHECK ((state = 'HELD') = (holder IS NOT NULL))
);

CREATE INDEX partition_manager ON worker.partition (manager_execution_id);
CREATE INDEX partition_holder ON worker.partition (holder);

-- Requests to take a partition: the channel of Spring Integration's JdbcChannelMessageStore.
CREATE SEQUENCE worker.message_seq;

CREATE TABLE worker.channel_message (
    message_id       char(36)     NOT NULL,
    group_key        char(36)     NOT NULL,
    created_date     bigint       NOT NULL,
    message_priority bigint,
    message_sequence bigint       NOT NULL DEFAULT nextval('worker.message_seq'),
    message_content  bytea,
    region           varchar(100) NOT NULL,
    PRIMARY KEY (region, group_key, created_date, message_sequence)
);

CREATE INDEX channel_message_id ON worker.channel_message (region, group_key, message_id);

CREATE FUNCTION worker.notify_message() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('vss_channel_message_notify', NEW.region || ' ' || NEW.group_key);
    RETURN NEW;
END
$$;

CREATE TRIGGER notify_message AFTER INSERT ON worker.channel_message
FOR EACH ROW EXECUTE FUNCTION worker.notify_message();
