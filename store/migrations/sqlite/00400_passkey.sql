-- 通行密钥: public keys of authenticators by which residents sign in.

-- +goose Up
CREATE TABLE passkey (
    resident INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    used_at  INTEGER NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_of ON passkey (resident, at);
