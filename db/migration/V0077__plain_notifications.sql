-- Workers are woken by NOTIFY alone: what there is to do stands in worker.partition.
DROP TABLE worker.channel_message;
DROP FUNCTION worker.notify_message();
DROP SEQUENCE worker.message_seq;
