-- 法人和经办人: legal persons in residents' accounts, who may apply in their name, and their cases.

-- +goose Up
CREATE TABLE firm (
    id       bigint NOT NULL,
    since    bigint NOT NULL,
    resident bigint NOT NULL,
    code     text COLLATE "C" NOT NULL,
    name     text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX firm_of ON firm (resident, code);

CREATE TABLE handler (
    id          bigint NOT NULL,
    firm        bigint NOT NULL,
    resident    bigint NOT NULL,
    from_day    bigint NOT NULL,
    to_day      bigint NOT NULL,
    invited_at  bigint NOT NULL,
    accepted_at bigint NOT NULL,
    ended_at    bigint NOT NULL,
    phone       text COLLATE "C" NOT NULL,
    name        text COLLATE "C" NOT NULL,
    items       text COLLATE "C" NOT NULL,
    ended_by    text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX handler_of ON handler (firm, id);
CREATE INDEX handler_invited ON handler (phone, id);
CREATE INDEX handler_is ON handler (resident, id);

CREATE TABLE firm_case (
    case_id  bigint NOT NULL,
    firm     bigint NOT NULL,
    resident bigint NOT NULL,
    at       bigint NOT NULL,
    PRIMARY KEY (case_id)
);
CREATE INDEX firm_cases ON firm_case (firm, case_id);
