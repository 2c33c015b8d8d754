-- 办件: an act leaves the version before it in the page, to be cleared away when the page is
-- next read with less than a tenth of it free. With fifteen hundredths of each page held back for
-- updates, new cases gave a page up as full before that, half of it taken by such remains.

-- +goose Up
ALTER TABLE cases SET (fillfactor = 95);
