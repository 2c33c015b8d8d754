-- 通行密钥: public keys of authenticators by which residents sign in.

-- +goose Up
CREATE TABLE passkey (
    resident bigint NOT NULL,
    at       bigint NOT NULL,
    used_at  bigint NOT NULL,
    id       text COLLATE "C" NOT NULL,
    name     text COLLATE "C" NOT NULL,
    body     text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX passkey_of ON passkey (resident, at);
