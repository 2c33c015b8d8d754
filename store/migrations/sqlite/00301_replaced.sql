-- 换证: a licence that was changed or renewed is replaced once the new one is handed over.

-- +goose Up
CREATE TABLE licence_now (
    case_id INTEGER NOT NULL PRIMARY KEY,
    granted INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    no      TEXT NOT NULL,
    ident   TEXT NOT NULL,
    item    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    holder  TEXT NOT NULL,
    masked  TEXT NOT NULL,
    tail    TEXT NOT NULL,
    gone    TEXT NOT NULL CHECK (gone IN ('', 'revoked', 'recalled', 'cancelled', 'replaced')),
    held_from  INTEGER NOT NULL DEFAULT 0,
    held_until INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO licence_now SELECT case_id, granted, until, no, ident, item, unit, holder, masked, tail, gone, held_from, held_until FROM licence;
DROP TABLE licence;
ALTER TABLE licence_now RENAME TO licence;
CREATE INDEX licence_no ON licence (no);
CREATE INDEX licence_unit ON licence (unit, granted, case_id);
CREATE INDEX licence_ident ON licence (ident);
