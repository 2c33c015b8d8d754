-- 设定: what the stored rows were reckoned with, to tell when a setting has changed.

-- +goose Up
CREATE TABLE setting (
    name  text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    PRIMARY KEY (name)
);
