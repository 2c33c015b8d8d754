-- SQLite changes rows in place: there is nothing to set.

-- +goose Up
SELECT 1;
