-- Shares of a run's steps, and who takes them: threads of the process that runs the job, and workers elsewhere.
CREATE SCHEMA workers;

-- Processes that take partitions, for as long as they beat.
CREATE TABLE workers.worker (
    id          uuid        PRIMARY KEY,
    application text        NOT NULL,               -- application_name of all of its connections
    name        text        NOT NULL,               -- user, machine and process
    is_elsewhere boolean    NOT NULL,               -- takes partitions of whatever run, beside those of its own
    since       timestamptz NOT NULL,
    beat        bigint      NOT NULL DEFAULT 0,     -- counts on while it lives
    is_gone     boolean     NOT NULL DEFAULT false  -- it fell silent; what it held is taken from it
);

-- Partitions of the steps that are at work; they vanish with the end of their step.
CREATE TABLE workers.partition (
    step_execution_id    bigint  PRIMARY KEY,       -- batch.batch_step_execution
    manager_execution_id bigint  NOT NULL,          -- of the step whose partition it is
    run_id               bigint  NOT NULL,
    step                 text    NOT NULL,          -- which step does it
    rules                text    NOT NULL,          -- by which it is done; others leave it alone
    state                text    NOT NULL DEFAULT 'FREE' CHECK (state IN ('FREE', 'HELD', 'DONE', 'STOPPED', 'FAILED')),
    holder               uuid,                      -- workers.worker
    taken                integer NOT NULL DEFAULT 0, -- how many times
    problem              text,                      -- why it failed, in plain words
    CHECK ((state = 'HELD') = (holder IS NOT NULL))
);

CREATE INDEX partition_manager ON workers.partition (manager_execution_id);
CREATE INDEX partition_holder ON workers.partition (holder);

-- Requests to take a partition: the channel of Spring Integration's JdbcChannelMessageStore.
CREATE SEQUENCE workers.message_seq;

CREATE TABLE workers.channel_message (
    message_id       char(36)     NOT NULL,
    group_key        char(36)     NOT NULL,
    created_date     bigint       NOT NULL,
    message_priority bigint,
    message_sequence bigint       NOT NULL DEFAULT nextval('workers.message_seq'),
    message_content  bytea,
    region           varchar(100) NOT NULL,
    PRIMARY KEY (region, group_key, created_date, message_sequence)
);

CREATE INDEX channel_message_id ON workers.channel_message (region, group_key, message_id);

CREATE FUNCTION workers.notify_message() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    PERFORM pg_notify('vss_channel_message_notify', NEW.region || ' ' || NEW.group_key);
    RETURN NEW;
END
$$;

CREATE TRIGGER notify_message AFTER INSERT ON workers.channel_message
FOR EACH ROW EXECUTE FUNCTION workers.notify_message();
