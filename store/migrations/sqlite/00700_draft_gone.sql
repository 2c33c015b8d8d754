-- 草稿删除: an application that was never handed in may go, with its facts and files. What has a
-- number stays, and so do the facts of every case whose row is there.

-- +goose Up
DROP TRIGGER facts_kept;
-- +goose StatementBegin
CREATE TRIGGER facts_kept BEFORE DELETE ON facts WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'rows of facts are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cases_kept BEFORE DELETE ON cases WHEN OLD.no IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a case with a number is never removed'); END;
-- +goose StatementEnd

-- Whether the content was new to the file store when it came: only such content may go with a draft.
ALTER TABLE attachment ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;

-- Content that nobody needs since a draft went, until the files are looked through at night.
CREATE TABLE doomed_file (
    at     INTEGER NOT NULL,
    sha256 TEXT NOT NULL PRIMARY KEY
) STRICT;
