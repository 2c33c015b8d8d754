-- 办件: cases, their forms, facts and open work. The PostgreSQL folder holds the same
-- tables; a test compares the two.

-- +goose Up
-- The row of a case holds its addresses and the end of its chain of facts. What the case
-- is like is read from the facts: a copy of it here, written anew by every act, took more
-- space than all else together. digest proves that the facts still give the same case.
CREATE TABLE cases (
    id          INTEGER NOT NULL PRIMARY KEY,
    digest      INTEGER NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 1),
    no          TEXT,
    draft       TEXT,
    query_code  TEXT NOT NULL,
    item        TEXT NOT NULL,
    accept_unit TEXT NOT NULL,
    head        BLOB NOT NULL CHECK (length(head) = 32),
    CHECK (no IS NOT NULL OR draft IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX cases_no ON cases (no) WHERE no IS NOT NULL;
CREATE UNIQUE INDEX cases_draft ON cases (draft) WHERE draft IS NOT NULL;

CREATE TABLE forms (
    case_id INTEGER NOT NULL PRIMARY KEY,
    body    TEXT NOT NULL
) STRICT;

CREATE TABLE facts (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    act     TEXT NOT NULL,
    body    TEXT NOT NULL,
    hash    BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER facts_protected BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'rows of facts are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER facts_kept BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'rows of facts are never changed'); END;
-- +goose StatementEnd

CREATE TABLE todo (
    case_id   INTEGER NOT NULL PRIMARY KEY,
    tick      INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    yellow    INTEGER NOT NULL,
    due       INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    waiting   INTEGER NOT NULL CHECK (waiting IN (0, 1)),
    unit      TEXT NOT NULL,
    post      TEXT NOT NULL,
    item      TEXT NOT NULL,
    applicant TEXT NOT NULL
) STRICT;
CREATE INDEX todo_queue ON todo (unit, post, due, case_id);

-- 办件编号流水: the last running number of a unit and day.
CREATE TABLE number (
    day  INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
    unit TEXT NOT NULL,
    PRIMARY KEY (unit, day)
) STRICT, WITHOUT ROWID;

-- 文号: one row for every document number ever given, so that none is given twice and
-- every gap can be seen.
CREATE TABLE doc_number (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    year    INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    family  TEXT NOT NULL,
    unit    TEXT NOT NULL,
    PRIMARY KEY (family, unit, year, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE idem (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    key     TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
