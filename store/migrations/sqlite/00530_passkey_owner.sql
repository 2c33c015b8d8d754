-- 通行密钥: of residents and of staff alike.

-- +goose Up
CREATE TABLE passkey_now (
    at      INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    id      TEXT NOT NULL,
    owner   TEXT NOT NULL,
    name    TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
INSERT INTO passkey_now (at, used_at, id, owner, name, body)
SELECT at, used_at, id, 'resident:' || resident, name, body FROM passkey;
DROP TABLE passkey;
ALTER TABLE passkey_now RENAME TO passkey;
CREATE INDEX passkey_of ON passkey (owner, at);
