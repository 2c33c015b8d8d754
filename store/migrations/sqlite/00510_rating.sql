-- 好差评: what an applicant thought of his case once it was over; of a poor one the call back and
-- the reply, 0 = not yet.

-- +goose Up
CREATE TABLE rating (
    case_id  INTEGER NOT NULL PRIMARY KEY,
    at       INTEGER NOT NULL,
    poor     INTEGER NOT NULL CHECK (poor IN (0, 1)),
    called   INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0 CHECK (answered = 0 OR called > 0),
    level       TEXT NOT NULL,
    item        TEXT NOT NULL,
    unit        TEXT NOT NULL,
    text        TEXT NOT NULL,
    called_by   TEXT NOT NULL DEFAULT '',
    answered_by TEXT NOT NULL DEFAULT '',
    call_text   TEXT NOT NULL DEFAULT '',
    answer      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX rating_unit ON rating (unit, case_id);
CREATE INDEX rating_open ON rating (unit, at) WHERE poor = 1 AND answered = 0;
