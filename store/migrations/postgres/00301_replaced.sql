-- 换证: a licence that was changed or renewed is replaced once the new one is handed over.

-- +goose Up
ALTER TABLE licence DROP CONSTRAINT licence_gone_check;
ALTER TABLE licence ADD CONSTRAINT licence_gone_check CHECK (gone IN ('', 'revoked', 'recalled', 'cancelled', 'replaced'));
