-- 统一身份认证: as whom residents are known to a provider of identities.

-- +goose Up
CREATE TABLE identity (
    resident INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    issuer   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_of ON identity (resident);
