-- 名额、轮候: who competes for a limited number of licences (许可法57), and how many are given.

-- +goose Up
-- ver counts what happens in a line, so that it tells which of two came first.
CREATE TABLE line (
    ver   INTEGER NOT NULL,
    given INTEGER NOT NULL CHECK (given >= 0),
    key   TEXT NOT NULL,
    PRIMARY KEY (key)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    joined  INTEGER NOT NULL,
    gone    INTEGER NOT NULL,
    given   INTEGER NOT NULL,
    line    TEXT NOT NULL,
    PRIMARY KEY (case_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX place_order ON place (line, at, joined);
-- No place is given twice.
CREATE UNIQUE INDEX place_given ON place (line, given) WHERE given > 0;
