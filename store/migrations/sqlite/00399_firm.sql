-- 法人和经办人: legal persons in residents' accounts, who may apply in their name, and their cases.

-- +goose Up
CREATE TABLE firm (
    id       INTEGER NOT NULL,
    since    INTEGER NOT NULL,
    resident INTEGER NOT NULL,
    code     TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX firm_of ON firm (resident, code);

CREATE TABLE handler (
    id          INTEGER NOT NULL,
    firm        INTEGER NOT NULL,
    resident    INTEGER NOT NULL,
    from_day    INTEGER NOT NULL,
    to_day      INTEGER NOT NULL,
    invited_at  INTEGER NOT NULL,
    accepted_at INTEGER NOT NULL,
    ended_at    INTEGER NOT NULL,
    phone       TEXT NOT NULL,
    name        TEXT NOT NULL,
    items       TEXT NOT NULL,
    ended_by    TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX handler_of ON handler (firm, id);
CREATE INDEX handler_invited ON handler (phone, id);
CREATE INDEX handler_is ON handler (resident, id);

CREATE TABLE firm_case (
    case_id  INTEGER NOT NULL,
    firm     INTEGER NOT NULL,
    resident INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX firm_cases ON firm_case (firm, case_id);
