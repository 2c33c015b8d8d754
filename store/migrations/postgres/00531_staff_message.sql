-- 消息: what staff are told, in their own list and by the channels of the ledger.

-- +goose Up
CREATE TABLE staff_message (
    id      bigint NOT NULL,
    case_id bigint NOT NULL,
    mark    bigint NOT NULL,
    at      bigint NOT NULL,
    read_at bigint NOT NULL,
    staff   text COLLATE "C" NOT NULL,
    turn    text COLLATE "C" NOT NULL,
    PRIMARY KEY (staff, id)
);
CREATE UNIQUE INDEX staff_message_once ON staff_message (case_id, mark, turn, staff);

ALTER TABLE delivery ADD COLUMN staff text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN turn text COLLATE "C" NOT NULL DEFAULT '';
DROP INDEX delivery_of;
CREATE UNIQUE INDEX delivery_of ON delivery (case_id, seq, channel, staff, turn);
