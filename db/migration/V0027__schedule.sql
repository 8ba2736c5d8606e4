-- What happens at its time, once among all servers: db-scheduler's table. task_data holds the time for which it is done, where
-- a later attempt makes up for it.
CREATE TABLE run.scheduled_task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX ON run.scheduled_task (execution_time);
CREATE INDEX ON run.scheduled_task (last_heartbeat);
