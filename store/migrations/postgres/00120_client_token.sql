-- 接口令牌: what other systems sign in with. Only the hash of a token is kept.

-- +goose Up
CREATE TABLE client_token (
    id         bigint NOT NULL PRIMARY KEY,
    per_minute integer NOT NULL CHECK (per_minute > 0),
    until_day  integer NOT NULL,
    made_at    bigint NOT NULL,
    revoked_at bigint NOT NULL,
    used_day   integer NOT NULL,
    hash       bytea NOT NULL,
    name       text COLLATE "C" NOT NULL,
    staff      text COLLATE "C" NOT NULL,
    scopes     text COLLATE "C" NOT NULL,
    made_by    text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX client_token_hash ON client_token (hash);
