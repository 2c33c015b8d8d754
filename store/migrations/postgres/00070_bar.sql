-- 再次申请的禁止: who may not apply for an item again, until when, and by which provision
-- (许可法78、79).

-- +goose Up
CREATE TABLE bar (
    party   text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    until   integer NOT NULL,
    rule    text COLLATE "C" NOT NULL,
    case_id bigint NOT NULL,
    PRIMARY KEY (party, item, case_id)
);
