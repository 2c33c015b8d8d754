-- 放假安排报审: arrangements that were brought in, and what a second person said of each.

-- +goose Up
CREATE TABLE calendar_proposal (
    id          INTEGER NOT NULL PRIMARY KEY,
    at          INTEGER NOT NULL,
    paper_on    INTEGER NOT NULL,
    ended_at    INTEGER NOT NULL,
    valid_from  INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    moved       INTEGER NOT NULL,
    by_no       TEXT NOT NULL,
    paper       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    name        TEXT NOT NULL,
    body        TEXT NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('', 'confirmed', 'rejected')),
    ended_by    TEXT NOT NULL CHECK (outcome <> 'confirmed' OR ended_by <> by_no),
    remark      TEXT NOT NULL
) STRICT;
