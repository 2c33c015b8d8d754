-- 接口令牌: what other systems sign in with. Only the hash of a token is kept.

-- +goose Up
CREATE TABLE client_token (
    id         INTEGER NOT NULL PRIMARY KEY,
    per_minute INTEGER NOT NULL CHECK (per_minute > 0),
    until_day  INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL,
    used_day   INTEGER NOT NULL,
    hash       BLOB NOT NULL,
    name       TEXT NOT NULL,
    staff      TEXT NOT NULL,
    scopes     TEXT NOT NULL,
    made_by    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX client_token_hash ON client_token (hash);
