-- 待办: which act a case waits for once its result is served (待办结、待送达、待核查承诺、待注销). What of
-- older closed cases is still to be served was in no queue: a job that this leaves behind goes through them.

-- +goose Up
ALTER TABLE todo ADD COLUMN act text COLLATE "C" NOT NULL DEFAULT '';

INSERT INTO setting (name, value) SELECT 'leftWork', 'no' WHERE EXISTS (SELECT 1 FROM cases);
INSERT INTO job (run_at, id, attempt, kind, payload) SELECT 0, 730, 0, 'leftWork', '{}' WHERE EXISTS (SELECT 1 FROM cases);
