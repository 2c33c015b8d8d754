-- 文书: the numbers of documents and what was written.

-- +goose Up
-- 文号: one row for every number ever given, so that none is given twice and every gap can
-- be seen. It is allotted in the transaction of the act whose document bears it.
DROP TABLE doc_number;
CREATE TABLE doc_number (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    year    INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    unit    TEXT NOT NULL,
    family  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    PRIMARY KEY (unit, family, year, n)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX doc_number_case ON doc_number (case_id, seq, kind);
-- +goose StatementBegin
CREATE TRIGGER doc_number_protected BEFORE UPDATE ON doc_number
BEGIN SELECT RAISE(ABORT, 'rows of doc_number are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER doc_number_kept BEFORE DELETE ON doc_number
BEGIN SELECT RAISE(ABORT, 'rows of doc_number are never changed'); END;
-- +goose StatementEnd

-- 文号流水: the last number of a body, family and year.
CREATE TABLE doc_last (
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL CHECK (last >= 1),
    unit   TEXT NOT NULL,
    family TEXT NOT NULL,
    PRIMARY KEY (unit, family, year)
) STRICT, WITHOUT ROWID;

-- 文书: the content as it was when the fact was written, though calendar and directory move
-- on; file is the sum of the printed file in the file store, empty until it is made.
CREATE TABLE document (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    place   INTEGER NOT NULL,
    name    TEXT NOT NULL,
    body    TEXT NOT NULL,
    file    TEXT NOT NULL,
    PRIMARY KEY (case_id, seq, place)
) STRICT, WITHOUT ROWID;
