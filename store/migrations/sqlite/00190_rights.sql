-- 权限变更: who changed which right, unit or account, when and why; and who is signed in where.

-- +goose Up
CREATE TABLE right_log (
    id     INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    code   TEXT NOT NULL,
    by_no  TEXT NOT NULL,
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX right_log_of ON right_log (code, id);
-- +goose StatementBegin
CREATE TRIGGER right_log_protected BEFORE UPDATE ON right_log
BEGIN SELECT RAISE(ABORT, 'rows of right_log are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER right_log_kept BEFORE DELETE ON right_log
BEGIN SELECT RAISE(ABORT, 'rows of right_log are never changed'); END;
-- +goose StatementEnd

CREATE TABLE first_password (
    at    INTEGER NOT NULL,
    staff TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE signed_in (
    at    INTEGER NOT NULL,
    owner TEXT NOT NULL,
    token TEXT NOT NULL,
    addr  TEXT NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (owner, token)
) STRICT, WITHOUT ROWID;
