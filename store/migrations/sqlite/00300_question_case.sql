-- 办件留言: a question of the register may be asked by the applicant from within his case. nth is
-- which question of the case it is; asked of a unit and in nobody's hands yet, first and holder
-- are empty.

-- +goose Up
ALTER TABLE question ADD COLUMN case_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN nth INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX question_case ON question (case_id, nth) WHERE case_id > 0;
