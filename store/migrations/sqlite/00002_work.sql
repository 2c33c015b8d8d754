-- 后续工作: what is done after an act is committed. job holds pending work only.

-- +goose Up
CREATE TABLE job (
    run_at  INTEGER NOT NULL,
    id      INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (run_at, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_job (
    id      INTEGER NOT NULL PRIMARY KEY,
    died_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    payload TEXT NOT NULL,
    error   TEXT NOT NULL
) STRICT;

CREATE TABLE lease (
    until  INTEGER NOT NULL,
    name   TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    case_id INTEGER NOT NULL,
    id      INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;
