-- 消息: what staff are told, in their own list and by the channels of the ledger.

-- +goose Up
CREATE TABLE staff_message (
    id      INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    mark    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    staff   TEXT NOT NULL,
    turn    TEXT NOT NULL,
    PRIMARY KEY (staff, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_message_once ON staff_message (case_id, mark, turn, staff);

ALTER TABLE delivery ADD COLUMN staff TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN turn TEXT NOT NULL DEFAULT '';
DROP INDEX delivery_of;
CREATE UNIQUE INDEX delivery_of ON delivery (case_id, seq, channel, staff, turn);
