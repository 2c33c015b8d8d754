-- 代岗: who stands in for whom, from when to when, and what was done in another's post.

-- +goose Up
CREATE TABLE stand_in (
    id       INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    to_day   INTEGER NOT NULL CHECK (to_day >= from_day),
    head     INTEGER NOT NULL CHECK (head IN (0, 1)),
    named_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    absent   TEXT NOT NULL,
    by_no    TEXT NOT NULL CHECK (by_no <> absent),
    reason   TEXT NOT NULL,
    named_by TEXT NOT NULL,
    ended_by TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stood_in (
    case_id  INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    stand_in INTEGER NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX stood_in_of ON stood_in (stand_in, case_id, seq);
