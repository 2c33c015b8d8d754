-- 一次自助办理: somebody's use of a terminal 自助终端, from the first thing he does to its end, and the
-- applications that he began and has not handed in. Nothing of it is kept beyond its end.

-- +goose Up
CREATE TABLE visit (
    id       bigint NOT NULL PRIMARY KEY,
    terminal bigint NOT NULL,
    until    bigint NOT NULL,
    hash     bytea NOT NULL
);
CREATE UNIQUE INDEX visit_hash ON visit (hash);
CREATE TABLE visit_draft (
    case_id bigint NOT NULL PRIMARY KEY,
    visit   bigint NOT NULL
);
CREATE INDEX visit_draft_visit ON visit_draft (visit);
