-- One row a time that personal data was erased; what it was is not kept.
CREATE TABLE capture.erasure (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    erased_at  timestamptz NOT NULL,
    what       text        NOT NULL CHECK (what IN ('number', 'session'))
);
