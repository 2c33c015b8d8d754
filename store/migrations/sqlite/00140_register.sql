-- 登记簿: what keepers enter on the pages (便民服务、定岗、设备、任务进展), every version of it.

-- +goose Up
CREATE TABLE register (
    at      INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    kind    TEXT NOT NULL,
    code    TEXT NOT NULL,
    by_no   TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (kind, code, version)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER register_protected BEFORE UPDATE ON register
BEGIN SELECT RAISE(ABORT, 'rows of register are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER register_kept BEFORE DELETE ON register
BEGIN SELECT RAISE(ABORT, 'rows of register are never changed'); END;
-- +goose StatementEnd
INSERT INTO definition (kind, version) VALUES ('register', 0);
