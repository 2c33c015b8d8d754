-- 查询密码更换: since when a firm's case has the query code it has.

-- +goose Up
ALTER TABLE firm_case ADD COLUMN code_at bigint NOT NULL DEFAULT 0;
UPDATE firm_case SET code_at = at;
