-- 登录与查阅: signing in and who read what.

-- +goose Up
CREATE TABLE credential (
    changed_at INTEGER NOT NULL,
    staff      TEXT NOT NULL PRIMARY KEY,
    hash       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    expiry INTEGER NOT NULL,
    token  TEXT NOT NULL PRIMARY KEY,
    data   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE login_attempt (
    at    INTEGER NOT NULL,
    id    INTEGER NOT NULL,
    done  INTEGER NOT NULL CHECK (done IN (0, 1)),
    login TEXT NOT NULL,
    addr  TEXT NOT NULL,
    PRIMARY KEY (login, at, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_log (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    staff   TEXT NOT NULL,
    what    TEXT NOT NULL,
    PRIMARY KEY (case_id, at, staff)
) STRICT, WITHOUT ROWID;
