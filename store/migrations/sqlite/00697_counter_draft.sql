-- 未完成的受理: what a clerk has typed at the counter and not received yet, until it is or its days are over.

-- +goose Up
CREATE TABLE counter_draft (
    at    INTEGER NOT NULL,
    staff TEXT NOT NULL,
    key   TEXT NOT NULL,
    item  TEXT NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (staff, key)
) STRICT, WITHOUT ROWID;
