-- 问责登记: findings against units and people, what they rest on, and who confirmed them. Nothing is ever
-- removed, steps are only added, and one that is settled stays as it is.

-- +goose Up
CREATE TABLE account_last (
    year INTEGER NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    id      INTEGER NOT NULL PRIMARY KEY,
    year    INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    at      INTEGER NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0,
    steps   INTEGER NOT NULL DEFAULT 0,
    state   TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'confirmed', 'dropped') AND (settled > 0) = (state <> 'proposed')),
    no      TEXT NOT NULL,
    by_no   TEXT NOT NULL,
    unit    TEXT NOT NULL,
    staff   TEXT NOT NULL,
    source  TEXT NOT NULL CHECK (source IN ('late', 'alarm', 'risk', 'complaint')),
    ref     TEXT NOT NULL CHECK (ref <> ''),
    rule    TEXT NOT NULL,
    measure TEXT NOT NULL,
    facts   TEXT NOT NULL CHECK (facts <> '')
) STRICT;
CREATE UNIQUE INDEX account_no ON account (no);
CREATE UNIQUE INDEX account_year ON account (year, n);
CREATE INDEX account_unit ON account (unit, id);
CREATE INDEX account_staff ON account (staff, id) WHERE staff <> '';

CREATE TABLE account_step (
    account INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    deed    TEXT NOT NULL CHECK (deed IN ('state', 'confirm', 'drop')),
    by_no   TEXT NOT NULL,
    text    TEXT NOT NULL CHECK (text <> ''),
    PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER account_kept BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'rows of account are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER account_settled BEFORE UPDATE ON account WHEN OLD.settled > 0
BEGIN SELECT RAISE(ABORT, 'rows of account are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER account_step_protected BEFORE UPDATE ON account_step
BEGIN SELECT RAISE(ABORT, 'rows of account_step are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER account_step_kept BEFORE DELETE ON account_step
BEGIN SELECT RAISE(ABORT, 'rows of account_step are never changed'); END;
-- +goose StatementEnd
