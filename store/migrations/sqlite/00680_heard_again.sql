-- 追评、差评复核; 窗口、电话、来信登记的投诉: a rating is added to once, a poor one may be set aside by a
-- second person; a complaint that staff took down says how it came and who that was. 0 = not yet.

-- +goose Up
ALTER TABLE rating ADD COLUMN again_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rating ADD COLUMN again_level TEXT NOT NULL DEFAULT '' CHECK ((again_level <> '') = (again_at > 0));
ALTER TABLE rating ADD COLUMN again_text TEXT NOT NULL DEFAULT '';
ALTER TABLE rating ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rating ADD COLUMN doubted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE rating ADD COLUMN doubt TEXT NOT NULL DEFAULT '';
ALTER TABLE rating ADD COLUMN judged INTEGER NOT NULL DEFAULT 0 CHECK (judged = 0 OR doubted > 0);
ALTER TABLE rating ADD COLUMN judged_by TEXT NOT NULL DEFAULT '' CHECK (judged_by = '' OR judged_by <> doubted_by);
ALTER TABLE rating ADD COLUMN judgement TEXT NOT NULL DEFAULT '';
ALTER TABLE rating ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside = 0 OR aside = 1 AND judged > 0);
ALTER TABLE complaint ADD COLUMN way TEXT NOT NULL DEFAULT 'online' CHECK (way IN ('online', 'counter', 'phone', 'letter'));
ALTER TABLE complaint ADD COLUMN by_no TEXT NOT NULL DEFAULT '' CHECK ((by_no = '') = (way = 'online'));
