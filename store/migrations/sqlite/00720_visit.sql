-- 一次自助办理: somebody's use of a terminal 自助终端, from the first thing he does to its end, and the
-- applications that he began and has not handed in. Nothing of it is kept beyond its end.

-- +goose Up
CREATE TABLE visit (
    id       INTEGER NOT NULL PRIMARY KEY,
    terminal INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    hash     BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX visit_hash ON visit (hash);
CREATE TABLE visit_draft (
    case_id INTEGER NOT NULL PRIMARY KEY,
    visit   INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_draft_visit ON visit_draft (visit);
