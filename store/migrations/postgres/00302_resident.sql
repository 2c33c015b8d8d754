-- 居民账号: residents with an account, the one-time codes sent to their phones, and the cases that
-- they took into it by the query code.

-- +goose Up
CREATE TABLE resident (
    id         bigint NOT NULL,
    since      bigint NOT NULL,
    changed_at bigint NOT NULL,
    phone      text COLLATE "C",
    id_type    text COLLATE "C" NOT NULL,
    id_no      text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    hash       text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX resident_phone ON resident (phone);
CREATE INDEX resident_number ON resident (id_no, id);

CREATE TABLE phone_code (
    at    bigint NOT NULL,
    day   bigint NOT NULL,
    sent  bigint NOT NULL,
    tries bigint NOT NULL,
    phone text COLLATE "C" NOT NULL PRIMARY KEY,
    hash  text COLLATE "C" NOT NULL
);

CREATE TABLE resident_case (
    resident bigint NOT NULL,
    case_id  bigint NOT NULL,
    at       bigint NOT NULL,
    PRIMARY KEY (resident, case_id)
);
