-- 印制: why a document could not be printed, and which are still to be printed.

-- +goose Up
ALTER TABLE document ADD COLUMN fault TEXT NOT NULL DEFAULT '';
CREATE INDEX document_unprinted ON document (case_id, seq, place) WHERE file = '' AND fault = '';
CREATE INDEX document_refused ON document (case_id, seq, place) WHERE fault <> '';
