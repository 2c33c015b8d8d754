-- 后续工作: what is done after an act is committed. job holds pending work only.

-- +goose Up
CREATE TABLE job (
    run_at  bigint NOT NULL,
    id      bigint NOT NULL,
    attempt integer NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    PRIMARY KEY (run_at, id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

CREATE TABLE dead_job (
    id      bigint NOT NULL PRIMARY KEY,
    died_at bigint NOT NULL,
    attempt integer NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    error   text COLLATE "C" NOT NULL
);

CREATE TABLE lease (
    until  bigint NOT NULL,
    name   text COLLATE "C" NOT NULL PRIMARY KEY,
    holder text COLLATE "C" NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE message (
    case_id bigint NOT NULL,
    id      bigint NOT NULL,
    at      bigint NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, id)
);
