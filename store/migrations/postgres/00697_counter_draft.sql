-- 未完成的受理: what a clerk has typed at the counter and not received yet, until it is or its days are over.

-- +goose Up
CREATE TABLE counter_draft (
    at    bigint NOT NULL,
    staff text COLLATE "C" NOT NULL,
    key   text COLLATE "C" NOT NULL,
    item  text COLLATE "C" NOT NULL,
    body  text COLLATE "C" NOT NULL,
    PRIMARY KEY (staff, key)
);
