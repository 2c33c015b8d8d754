-- What lists of drafts show stands beside the draft, so that they read no bodies: the
-- item's names, and who had a hand in it.

-- +goose Up
ALTER TABLE item_draft ADD COLUMN head text COLLATE "C" NOT NULL DEFAULT '';
UPDATE item_draft SET head = json_build_object(
    'name', body::json #> '{item,name}', 'nameEn', body::json #> '{item,nameEn}',
    'writers', body::json -> 'writers', 'preparer', body::json -> 'preparer', 'leader', body::json -> 'leader')::text;
ALTER TABLE item_draft ALTER COLUMN head DROP DEFAULT;
CREATE INDEX item_draft_code ON item_draft (code, id);
