-- 印章: the register of seals, what was done with each, and every use.

-- +goose Up
CREATE TABLE seal (
    from_at INTEGER NOT NULL,
    to_at   INTEGER NOT NULL CHECK (to_at > from_at),
    id      TEXT NOT NULL,
    number  TEXT NOT NULL,
    unit    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    items   TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- 登记: asked for, made, suspended, revoked; appended, never changed.
CREATE TABLE seal_act (
    at     INTEGER NOT NULL,
    seq    INTEGER NOT NULL CHECK (seq >= 1),
    seal   TEXT NOT NULL,
    act    TEXT NOT NULL CHECK (act IN ('ask', 'make', 'refuse', 'suspend', 'resume', 'revoke')),
    who    TEXT NOT NULL,
    reason TEXT NOT NULL,
    serial TEXT NOT NULL,
    PRIMARY KEY (seal, seq)
) STRICT, WITHOUT ROWID;

-- 用印: written before the seal is put on a document, completed after; after is the sum of the
-- sealed file, empty until it is made.
CREATE TABLE seal_use (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    done_at INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    seal    TEXT NOT NULL,
    who     TEXT NOT NULL,
    before  TEXT NOT NULL,
    after   TEXT NOT NULL,
    PRIMARY KEY (case_id, seq, place, seal)
) STRICT, WITHOUT ROWID;
CREATE INDEX seal_use_seal ON seal_use (seal, at);
-- +goose StatementBegin
CREATE TRIGGER seal_act_protected BEFORE UPDATE ON seal_act
BEGIN SELECT RAISE(ABORT, 'rows of seal_act are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER seal_act_kept BEFORE DELETE ON seal_act
BEGIN SELECT RAISE(ABORT, 'rows of seal_act are never changed'); END;
-- +goose StatementEnd
