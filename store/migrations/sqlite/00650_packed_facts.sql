-- 事实: packed like forms and documents (Zstandard; JSON where the row was written before, see
-- store/pack.go). The chain of hashes is over the text, not over what it is packed into. A fact
-- keeps the beginning of its hash, to tell which one was changed; the end of the chain on the case
-- proves whether any was.

-- +goose Up
CREATE TABLE facts_new (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    seq     INTEGER NOT NULL CHECK (seq >= 1),
    act     TEXT NOT NULL,
    body    BLOB NOT NULL,
    hash    BLOB NOT NULL CHECK (length(hash) = 8),
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO facts_new (case_id, at, seq, act, body, hash)
SELECT case_id, at, seq, act, CAST(body AS BLOB), substr(hash, 1, 8) FROM facts ORDER BY case_id, seq;
DROP TABLE facts;
ALTER TABLE facts_new RENAME TO facts;
CREATE INDEX facts_paid ON facts (at) WHERE act = 'payFee';
CREATE INDEX facts_charged ON facts (case_id) WHERE act = 'orderFee';
CREATE INDEX facts_at ON facts (at);
-- +goose StatementBegin
CREATE TRIGGER facts_protected BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'rows of facts are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER facts_kept BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'rows of facts are never changed'); END;
-- +goose StatementEnd
