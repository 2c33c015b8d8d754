-- 待办: work of one unit, post and due day shares an entry of the index, where before each
-- row, and each place it had moved on from, had one of its own. The order within a day is
-- sorted when it is read.

-- +goose Up
DROP INDEX todo_queue;
CREATE INDEX todo_queue ON todo (unit, post, due);
