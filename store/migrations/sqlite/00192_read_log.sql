-- 查阅记录: two things read in one moment are two lines.

-- +goose Up
ALTER TABLE read_log RENAME TO read_log_before;
CREATE TABLE read_log (
    case_id INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    staff   TEXT NOT NULL,
    what    TEXT NOT NULL,
    PRIMARY KEY (case_id, at, staff, what)
) STRICT, WITHOUT ROWID;
INSERT INTO read_log (case_id, at, staff, what) SELECT case_id, at, staff, what FROM read_log_before;
DROP TABLE read_log_before;
