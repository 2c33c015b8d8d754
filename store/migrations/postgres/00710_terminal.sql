-- 自助终端: a device at a self-service point 自助点. Of the pairing code and of the device's secret only the
-- hashes are kept; a code is used once, before its end.

-- +goose Up
CREATE TABLE terminal (
    id         bigint NOT NULL PRIMARY KEY,
    made_at    bigint NOT NULL,
    pair_until bigint NOT NULL,
    paired_at  bigint NOT NULL,
    seen_at    bigint NOT NULL,
    revoked_at bigint NOT NULL,
    pair_hash  bytea,
    hash       bytea,
    code       text COLLATE "C" NOT NULL,
    centre     text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    CHECK (paired_at = 0 OR hash IS NOT NULL),
    CHECK (revoked_at = 0 OR pair_hash IS NULL)
);
CREATE UNIQUE INDEX terminal_code ON terminal (code);
CREATE UNIQUE INDEX terminal_pair ON terminal (pair_hash);
CREATE UNIQUE INDEX terminal_hash ON terminal (hash);
