-- 暂扣: the first and last day on which a penalty held a licence back last, 0 = never.

-- +goose Up
ALTER TABLE licence ADD COLUMN held_from bigint NOT NULL DEFAULT 0;
ALTER TABLE licence ADD COLUMN held_until bigint NOT NULL DEFAULT 0;
