-- 事项草稿: versions of items that are being written, every move of each, and the published
-- versions that were withdrawn.

-- +goose Up
CREATE TABLE item_draft (
    id    INTEGER NOT NULL PRIMARY KEY,
    rev   INTEGER NOT NULL CHECK (rev >= 1),
    at    INTEGER NOT NULL,
    unit  TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'checked', 'signed', 'reported', 'accepted', 'returned', 'published', 'dropped')),
    code  TEXT NOT NULL,
    body  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX item_draft_open ON item_draft (code) WHERE stage NOT IN ('published', 'dropped');
CREATE INDEX item_draft_unit ON item_draft (unit, id);

CREATE TABLE item_move (
    draft_id INTEGER NOT NULL,
    rev      INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    move     TEXT NOT NULL,
    by_no    TEXT NOT NULL,
    remark   TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (draft_id, rev)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER item_move_protected BEFORE UPDATE ON item_move
BEGIN SELECT RAISE(ABORT, 'rows of item_move are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER item_move_kept BEFORE DELETE ON item_move
BEGIN SELECT RAISE(ABORT, 'rows of item_move are never changed'); END;
-- +goose StatementEnd

CREATE TABLE item_withdrawal (
    at      INTEGER NOT NULL,
    version INTEGER NOT NULL,
    last_on INTEGER NOT NULL,
    code    TEXT NOT NULL,
    by_no   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
