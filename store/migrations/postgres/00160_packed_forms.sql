-- Forms are packed like documents (Zstandard; JSON where the row was written before, see
-- store/pack.go): the longest text of a case, of which most is said in every case.

-- +goose Up
ALTER TABLE forms ALTER COLUMN body TYPE bytea USING convert_to(body, 'UTF8');
-- The content is packed already: to try again would be in vain.
ALTER TABLE forms ALTER COLUMN body SET STORAGE EXTERNAL;
