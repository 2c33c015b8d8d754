-- 通行密钥: of residents and of staff alike.

-- +goose Up
CREATE TABLE passkey_now (
    at      bigint NOT NULL,
    used_at bigint NOT NULL,
    id      text COLLATE "C" NOT NULL,
    owner   text COLLATE "C" NOT NULL,
    name    text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO passkey_now (at, used_at, id, owner, name, body)
SELECT at, used_at, id, 'resident:' || resident, name, body FROM passkey;
DROP TABLE passkey;
ALTER TABLE passkey_now RENAME TO passkey;
CREATE INDEX passkey_of ON passkey (owner, at);
