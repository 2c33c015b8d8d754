-- 事实: packed like forms and documents (Zstandard; JSON where the row was written before, see
-- store/pack.go). The chain of hashes is over the text, not over what it is packed into.

-- +goose Up
ALTER TABLE facts ALTER COLUMN body TYPE bytea USING convert_to(body, 'UTF8');
-- The content is packed already: to try again would be in vain.
ALTER TABLE facts ALTER COLUMN body SET STORAGE EXTERNAL;
