-- 统一身份认证: as whom residents are known to a provider of identities.

-- +goose Up
CREATE TABLE identity (
    resident bigint NOT NULL,
    at       bigint NOT NULL,
    issuer   text COLLATE "C" NOT NULL,
    subject  text COLLATE "C" NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_of ON identity (resident);
