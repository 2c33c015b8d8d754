-- 待办: the same columns as on PostgreSQL. SQLite ends every entry with the row's own key,
-- which is case_id, so the order of a queue is still that of the index.

-- +goose Up
DROP INDEX todo_queue;
CREATE INDEX todo_queue ON todo (unit, post, due);
