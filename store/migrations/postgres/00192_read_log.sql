-- 查阅记录: two things read in one moment are two lines.

-- +goose Up
ALTER TABLE read_log DROP CONSTRAINT read_log_pkey;
ALTER TABLE read_log ADD PRIMARY KEY (case_id, at, staff, what);
