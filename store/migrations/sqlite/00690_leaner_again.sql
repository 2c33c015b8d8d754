-- What takes less room: an index names its rows by the little that is asked for, and what only
-- some messages to staff have is not there with the others.

-- +goose Up
-- 成文: of what is to be printed it is asked whether it is, of numbers of documents whose they are.
DROP INDEX writing_state;
CREATE INDEX writing_state ON writing (state) WHERE state <> 1;
DROP INDEX doc_number_case;
CREATE INDEX doc_number_case ON doc_number (case_id);

-- 内部消息: mark is of forms alone, read_at of what was read; a turn is kept without the word that
-- all of them begin with.
CREATE TABLE staff_message_new (
    id      INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    mark    INTEGER,
    read_at INTEGER,
    staff   TEXT NOT NULL,
    turn    TEXT NOT NULL,
    about   TEXT NOT NULL,
    PRIMARY KEY (staff, id)
) STRICT, WITHOUT ROWID;
INSERT INTO staff_message_new (id, case_id, mark, read_at, staff, turn, about)
SELECT id, case_id, CASE WHEN about <> '' THEN mark END, NULLIF(read_at, 0), staff, substr(turn, 7), about FROM staff_message;
DROP TABLE staff_message;
ALTER TABLE staff_message_new RENAME TO staff_message;
CREATE UNIQUE INDEX staff_message_about ON staff_message (about, mark, turn, staff) WHERE about <> '';

-- The beginning of a hash stands for a key, 66 bits of it. The keys of before there were hashes have
-- no capital letters and stay as they are until they are removed.
UPDATE idem SET key = substr(key, 1, 11) WHERE length(key) = 16 AND key <> lower(key);
