-- 文号: a series (body, family, year) has a number of its own, by which its rows name it; the moment
-- stands in the fact. 内部消息: who was told of what is known by the work that told him, once
-- each, and when by its identity.

-- +goose Up
CREATE TABLE doc_last_new (
    id     INTEGER NOT NULL PRIMARY KEY,
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL CHECK (last >= 1),
    unit   TEXT NOT NULL,
    family TEXT NOT NULL
) STRICT;
INSERT INTO doc_last_new (year, last, unit, family) SELECT year, last, unit, family FROM doc_last ORDER BY unit, family, year;
DROP TABLE doc_last;
ALTER TABLE doc_last_new RENAME TO doc_last;
CREATE UNIQUE INDEX doc_last_of ON doc_last (unit, family, year);

CREATE TABLE doc_number_new (
    case_id INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    series  INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    kind    TEXT NOT NULL,
    PRIMARY KEY (series, n)
) STRICT, WITHOUT ROWID;
INSERT INTO doc_number_new (case_id, seq, series, n, kind)
SELECT d.case_id, d.seq, (SELECT id FROM doc_last l WHERE l.unit = d.unit AND l.family = d.family AND l.year = d.year), d.n, d.kind
FROM doc_number d;
DROP TABLE doc_number;
ALTER TABLE doc_number_new RENAME TO doc_number;
CREATE INDEX doc_number_case ON doc_number (case_id, seq);
-- +goose StatementBegin
CREATE TRIGGER doc_number_protected BEFORE UPDATE ON doc_number
BEGIN SELECT RAISE(ABORT, 'rows of doc_number are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER doc_number_kept BEFORE DELETE ON doc_number
BEGIN SELECT RAISE(ABORT, 'rows of doc_number are never changed'); END;
-- +goose StatementEnd

CREATE TABLE staff_message_new (
    id      INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    mark    INTEGER NOT NULL,
    staff   TEXT NOT NULL,
    turn    TEXT NOT NULL,
    PRIMARY KEY (staff, id)
) STRICT, WITHOUT ROWID;
INSERT INTO staff_message_new (id, case_id, read_at, mark, staff, turn) SELECT id, case_id, read_at, mark, staff, turn FROM staff_message;
DROP TABLE staff_message;
ALTER TABLE staff_message_new RENAME TO staff_message;

-- A key is kept as the beginning of its hash, since when by the day (those there are stay as they are
-- until they are removed).
CREATE TABLE idem_new (
    case_id INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    key     TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO idem_new (case_id, day, key) SELECT case_id, (at + 28800000) / 86400000, key FROM idem;
DROP TABLE idem;
ALTER TABLE idem_new RENAME TO idem;

-- 许可决定公开: one index serves the list and the case, whose day of decision stays.
CREATE TABLE published_new (
    case_id INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    item    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    holder  TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (granted, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO published_new (case_id, granted, until, item, unit, holder, content)
SELECT case_id, granted, until, item, unit, holder, content FROM published;
DROP TABLE published;
ALTER TABLE published_new RENAME TO published;
