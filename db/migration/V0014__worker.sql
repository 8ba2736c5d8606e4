CREATE SCHEMA worker;
COMMENT ON SCHEMA worker IS
    'Partitions of the steps of runs, and the processes that work on them: the process that runs the job, and workers '
    'elsewhere.';

CREATE TABLE worker.worker (
    id            uuid        PRIMARY KEY,
    application   text        NOT NULL,
    name          text        NOT NULL,
    is_elsewhere  boolean     NOT NULL,
    since         timestamptz NOT NULL,
    heartbeat     bigint      NOT NULL DEFAULT 0,
    is_dead       boolean     NOT NULL DEFAULT false,
    dead_since    timestamptz
);
COMMENT ON TABLE worker.worker IS 'One row per process that takes partitions, while it sends heartbeats.';
COMMENT ON COLUMN worker.worker.id IS 'Id that the process chose.';
COMMENT ON COLUMN worker.worker.application IS 'application_name of all of its connections.';
COMMENT ON COLUMN worker.worker.name IS 'User, machine and process.';
COMMENT ON COLUMN worker.worker.is_elsewhere IS 'Whether it takes partitions of any run, beside those of its own.';
COMMENT ON COLUMN worker.worker.since IS 'When it joined.';
COMMENT ON COLUMN worker.worker.heartbeat IS 'Number of its heartbeats. It grows while the process lives.';
COMMENT ON COLUMN worker.worker.is_dead IS
    'Whether its heartbeats stopped for a whole lease, so that others take what it held.';
COMMENT ON COLUMN worker.worker.dead_since IS
    'When it was declared dead; null while it lives. Connections opened later belong to what the process has become since, '
    'and stay.';

CREATE TABLE worker.partition (
    step_execution_id     bigint  PRIMARY KEY,
    manager_execution_id  bigint  NOT NULL,
    run_id                bigint  NOT NULL,
    step                  text    NOT NULL,
    rules                 text    NOT NULL,
    state                 text    NOT NULL DEFAULT 'FREE' CHECK (state IN ('FREE', 'HELD', 'DONE', 'STOPPED', 'FAILED')),
    holder                uuid,
    pick_count            integer NOT NULL DEFAULT 0,
    problem               text,
    job                   text    NOT NULL,
    CONSTRAINT partition_held_by_holder CHECK ((state = 'HELD') = (holder IS NOT NULL))
);
CREATE INDEX partition_manager ON worker.partition (manager_execution_id);
CREATE INDEX partition_holder ON worker.partition (holder);
COMMENT ON TABLE worker.partition IS
    'One row per partition of a step that is executed now. The rows are deleted at the end of their step.';
COMMENT ON COLUMN worker.partition.step_execution_id IS 'Execution of the partition (batch.batch_step_execution).';
COMMENT ON COLUMN worker.partition.manager_execution_id IS 'Execution of the step whose partition it is.';
COMMENT ON COLUMN worker.partition.run_id IS 'The run.';
COMMENT ON COLUMN worker.partition.step IS 'Name of the step that works on it.';
COMMENT ON COLUMN worker.partition.rules IS 'Rules by which it is done. Processes with other rules do not take it.';
COMMENT ON COLUMN worker.partition.state IS
    'FREE: waits for a worker; HELD: a worker has it; DONE, STOPPED and FAILED: how it ended.';
COMMENT ON COLUMN worker.partition.holder IS 'The worker that has it (worker.worker); null if none does.';
COMMENT ON COLUMN worker.partition.pick_count IS 'How many times it was taken by a worker.';
COMMENT ON COLUMN worker.partition.problem IS 'Why it failed, in words; null if it did not fail.';
COMMENT ON COLUMN worker.partition.job IS
    'Job of the run. A process that restarts the runs of a job withdraws the partitions of that job and of no other.';
