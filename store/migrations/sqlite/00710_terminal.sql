-- 自助终端: a device at a self-service point 自助点. Of the pairing code and of the device's secret only the
-- hashes are kept; a code is used once, before its end.

-- +goose Up
CREATE TABLE terminal (
    id         INTEGER NOT NULL PRIMARY KEY,
    made_at    INTEGER NOT NULL,
    pair_until INTEGER NOT NULL,
    paired_at  INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL,
    pair_hash  BLOB,
    hash       BLOB,
    code       TEXT NOT NULL,
    centre     TEXT NOT NULL,
    name       TEXT NOT NULL,
    CHECK (paired_at = 0 OR hash IS NOT NULL),
    CHECK (revoked_at = 0 OR pair_hash IS NULL)
) STRICT;
CREATE UNIQUE INDEX terminal_code ON terminal (code);
CREATE UNIQUE INDEX terminal_pair ON terminal (pair_hash);
CREATE UNIQUE INDEX terminal_hash ON terminal (hash);
