-- Workers are woken by NOTIFY alone: what there is to do stands in workers.partition.
DROP TABLE workers.channel_message;
DROP FUNCTION workers.notify_message();
DROP SEQUENCE workers.message_seq;
