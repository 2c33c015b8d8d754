-- 数据交换: what was done on one day is found by its moment, and what was rated.

-- +goose Up
CREATE INDEX facts_at ON facts USING brin (at);
CREATE INDEX rating_at ON rating (at, case_id);
