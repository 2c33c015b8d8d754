-- 居民账号: residents with an account, the one-time codes sent to their phones, and the cases that
-- they took into it by the query code.

-- +goose Up
CREATE TABLE resident (
    id         INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    phone      TEXT,
    id_type    TEXT NOT NULL,
    id_no      TEXT NOT NULL,
    name       TEXT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX resident_phone ON resident (phone);
CREATE INDEX resident_number ON resident (id_no, id);

CREATE TABLE phone_code (
    at    INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    sent  INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    phone TEXT NOT NULL PRIMARY KEY,
    hash  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE resident_case (
    resident INTEGER NOT NULL,
    case_id  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (resident, case_id)
) STRICT, WITHOUT ROWID;
