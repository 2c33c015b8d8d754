-- 证照查询: a licence is also looked up by its identifier.

-- +goose Up
CREATE INDEX licence_ident ON licence (ident);
