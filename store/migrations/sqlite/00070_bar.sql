-- 再次申请的禁止: who may not apply for an item again, until when, and by which provision
-- (许可法78、79).

-- +goose Up
CREATE TABLE bar (
    party   TEXT NOT NULL,
    item    TEXT NOT NULL,
    until   INTEGER NOT NULL,
    rule    TEXT NOT NULL,
    case_id INTEGER NOT NULL,
    PRIMARY KEY (party, item, case_id)
) STRICT, WITHOUT ROWID;
