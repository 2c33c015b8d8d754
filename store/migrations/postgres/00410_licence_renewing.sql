-- 延续申请期间证照继续有效: 1 = the licence stands beyond its last day, because a renewal that was
-- applied for in time is not decided (许可法50).

-- +goose Up
ALTER TABLE licence ADD COLUMN renewing bigint NOT NULL DEFAULT 0 CHECK (renewing IN (0, 1));
