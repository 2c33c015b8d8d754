-- What must hold for one column is said by its type: a CHECK on a table is read anew from its text by
-- every statement that writes there, a domain once in each connection. The tables that acts write
-- took a sixth of the database's time for it (docs/performance.md). Statements that run often CAST what goes
-- into such a column to the type below: the plan checks it then, not the reader of parameters. What concerns two columns
-- stays a CHECK.

-- +goose Up
CREATE DOMAIN ordinal AS integer CHECK (VALUE >= 1);                       -- 序号: counted from one
CREATE DOMAIN from_zero AS integer CHECK (VALUE >= 0);                         -- counted from zero
CREATE DOMAIN running_number AS integer CHECK (VALUE BETWEEN 1 AND 999999); -- 流水号, six digits
CREATE DOMAIN day_count AS smallint CHECK (VALUE >= 0);
CREATE DOMAIN yes_no AS integer CHECK (VALUE IN (0, 1));
CREATE DOMAIN small_yes_no AS smallint CHECK (VALUE IN (0, 1));
CREATE DOMAIN one_of_three AS smallint CHECK (VALUE BETWEEN 0 AND 2);
CREATE DOMAIN whole_hash AS bytea CHECK (length(VALUE) = 32);
CREATE DOMAIN short_hash AS bytea CHECK (length(VALUE) = 8);

ALTER TABLE facts DROP CONSTRAINT facts_seq_check, DROP CONSTRAINT facts_hash_check,
    ALTER COLUMN seq TYPE ordinal, ALTER COLUMN hash TYPE short_hash;
ALTER TABLE cases DROP CONSTRAINT cases_version_check, DROP CONSTRAINT cases_head_check,
    ALTER COLUMN version TYPE ordinal, ALTER COLUMN head TYPE whole_hash;
ALTER TABLE todo DROP CONSTRAINT todo_new_n_check, DROP CONSTRAINT todo_new_waiting_check,
    ALTER COLUMN n TYPE from_zero, ALTER COLUMN waiting TYPE yes_no;
ALTER TABLE tally DROP CONSTRAINT tally_seq_check, DROP CONSTRAINT tally_late_check, DROP CONSTRAINT tally_missed_check,
    ALTER COLUMN seq TYPE ordinal, ALTER COLUMN late TYPE day_count, ALTER COLUMN missed TYPE one_of_three;
ALTER TABLE number DROP CONSTRAINT number_last_check, ALTER COLUMN last TYPE running_number;
ALTER TABLE doc_last DROP CONSTRAINT doc_last_new_last_check, ALTER COLUMN last TYPE ordinal;
ALTER TABLE doc_number DROP CONSTRAINT doc_number_new_seq_check, DROP CONSTRAINT doc_number_new_n_check,
    ALTER COLUMN seq TYPE ordinal, ALTER COLUMN n TYPE ordinal;
ALTER TABLE writing DROP CONSTRAINT writing_new_seq_check, DROP CONSTRAINT writing_new_told_check, DROP CONSTRAINT writing_new_state_check,
    ALTER COLUMN seq TYPE ordinal, ALTER COLUMN told TYPE small_yes_no, ALTER COLUMN state TYPE one_of_three;
