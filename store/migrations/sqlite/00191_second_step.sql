-- 第二步验证: the one-time codes of staff, and the codes that stand in for a lost device.

-- +goose Up
CREATE TABLE second_step (
    at     INTEGER NOT NULL,
    step   INTEGER NOT NULL,
    owner  TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
    owner TEXT NOT NULL,
    hash  TEXT NOT NULL,
    PRIMARY KEY (owner, hash)
) STRICT, WITHOUT ROWID;
