-- Forms are packed like documents (Zstandard; JSON where the row was written before, see
-- store/pack.go): the longest text of a case, of which most is said in every case.

-- +goose Up
CREATE TABLE forms_new (
    case_id INTEGER NOT NULL PRIMARY KEY,
    body    BLOB NOT NULL
) STRICT;
INSERT INTO forms_new (case_id, body) SELECT case_id, CAST(body AS BLOB) FROM forms;
DROP TABLE forms;
ALTER TABLE forms_new RENAME TO forms;
