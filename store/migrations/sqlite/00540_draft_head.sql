-- What lists of drafts show stands beside the draft, so that they read no bodies: the
-- item's names, and who had a hand in it. Before the body, or it would have to be read past.

-- +goose Up
CREATE TABLE item_draft_new (
    id    INTEGER NOT NULL PRIMARY KEY,
    rev   INTEGER NOT NULL CHECK (rev >= 1),
    at    INTEGER NOT NULL,
    unit  TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'checked', 'signed', 'reported', 'accepted', 'returned', 'published', 'dropped')),
    code  TEXT NOT NULL,
    head  TEXT NOT NULL,
    body  TEXT NOT NULL
) STRICT;
INSERT INTO item_draft_new (id, rev, at, unit, stage, code, head, body)
SELECT id, rev, at, unit, stage, code, json_object(
    'name', body ->> '$.item.name', 'nameEn', body ->> '$.item.nameEn',
    'writers', json(body -> '$.writers'), 'preparer', body ->> '$.preparer', 'leader', body ->> '$.leader'), body
FROM item_draft;
DROP TABLE item_draft;
ALTER TABLE item_draft_new RENAME TO item_draft;
CREATE UNIQUE INDEX item_draft_open ON item_draft (code) WHERE stage NOT IN ('published', 'dropped');
CREATE INDEX item_draft_unit ON item_draft (unit, id);
CREATE INDEX item_draft_code ON item_draft (code, id);
