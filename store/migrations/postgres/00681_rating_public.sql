-- 好差评公开: the levels that each body was given are counted for everybody.

-- +goose Up
CREATE INDEX rating_count ON rating (unit, level) WHERE aside = 0;
