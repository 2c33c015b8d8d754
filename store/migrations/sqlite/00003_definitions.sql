-- 事项、机构、日历: definitions, read whole into memory. definition tells when to read again.

-- +goose Up
CREATE TABLE item_version (
    at      INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    code    TEXT NOT NULL,
    by_no   TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (code, version)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER item_version_protected BEFORE UPDATE ON item_version
BEGIN SELECT RAISE(ABORT, 'rows of item_version are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER item_version_kept BEFORE DELETE ON item_version
BEGIN SELECT RAISE(ABORT, 'rows of item_version are never changed'); END;
-- +goose StatementEnd

CREATE TABLE directory (
    place INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    body  TEXT NOT NULL,
    PRIMARY KEY (kind, place)
) STRICT;

CREATE TABLE calendar (
    at    INTEGER NOT NULL,
    seq   INTEGER NOT NULL PRIMARY KEY,
    name  TEXT NOT NULL,
    by_no TEXT NOT NULL,
    body  TEXT NOT NULL
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER calendar_protected BEFORE UPDATE ON calendar
BEGIN SELECT RAISE(ABORT, 'rows of calendar are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER calendar_kept BEFORE DELETE ON calendar
BEGIN SELECT RAISE(ABORT, 'rows of calendar are never changed'); END;
-- +goose StatementEnd

CREATE TABLE definition (
    version INTEGER NOT NULL,
    kind    TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO definition (kind, version) VALUES ('item', 0), ('directory', 0), ('calendar', 0);
