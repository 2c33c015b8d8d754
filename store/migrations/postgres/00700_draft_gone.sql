-- 草稿删除: an application that was never handed in may go, with its facts and files. What has a
-- number stays, and so do the facts of every case whose row is there.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION refuse_loss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id) THEN
        RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'YM001';
    END IF;
    RETURN OLD;
END $$;
-- +goose StatementEnd
DROP TRIGGER facts_protected ON facts;
CREATE TRIGGER facts_protected BEFORE UPDATE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER facts_lost BEFORE DELETE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_loss();
CREATE TRIGGER cases_kept BEFORE DELETE ON cases FOR EACH ROW WHEN (OLD.no IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- Whether the content was new to the file store when it came: only such content may go with a draft.
ALTER TABLE attachment ADD COLUMN fresh integer NOT NULL DEFAULT 0;

-- Content that nobody needs since a draft went, until the files are looked through at night.
CREATE TABLE doomed_file (
    at     bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL PRIMARY KEY
);
