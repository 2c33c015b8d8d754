-- 设定: what the stored rows were reckoned with, to tell when a setting has changed.

-- +goose Up
CREATE TABLE setting (
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
