-- 首问登记: who was asked first, what, and in whose hands the question is until it is answered.
-- Steps are only added.

-- +goose Up
CREATE TABLE question (
    id       INTEGER NOT NULL PRIMARY KEY,
    at       INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    steps    INTEGER NOT NULL,
    first    TEXT NOT NULL,
    holder   TEXT NOT NULL,
    unit     TEXT NOT NULL,
    item     TEXT NOT NULL,
    asker    TEXT NOT NULL,
    phone    TEXT NOT NULL,
    text     TEXT NOT NULL
) STRICT;
CREATE INDEX question_holder ON question (holder, answered, id);
CREATE INDEX question_unit ON question (unit, answered, id);

CREATE TABLE question_step (
    question INTEGER NOT NULL,
    n        INTEGER NOT NULL CHECK (n >= 1),
    at       INTEGER NOT NULL,
    by_no    TEXT NOT NULL,
    to_no    TEXT NOT NULL,
    text     TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (question, n)
) STRICT, WITHOUT ROWID;
