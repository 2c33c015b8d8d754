-- 催报: staff are told of forms, too, that belong to no case: about names the form, case_id is 0.

-- +goose Up
ALTER TABLE staff_message ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX staff_message_about ON staff_message (about, mark, turn, staff) WHERE about <> '';

ALTER TABLE delivery ADD COLUMN about TEXT NOT NULL DEFAULT '';
DROP INDEX delivery_of;
CREATE UNIQUE INDEX delivery_of ON delivery (case_id, seq, channel, staff, turn, about);
CREATE INDEX delivery_about ON delivery (about, id) WHERE about <> '';
