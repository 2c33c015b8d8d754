-- 听证公告: hearings that were announced to the public, masked before they come here.

-- +goose Up
CREATE TABLE hearing_notice (
    case_id   INTEGER NOT NULL PRIMARY KEY REFERENCES cases (id),
    item      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    matter    TEXT NOT NULL,
    register  TEXT NOT NULL,
    announced INTEGER NOT NULL,
    held_on   INTEGER NOT NULL,
    begins    TEXT NOT NULL,
    place     TEXT NOT NULL
) STRICT;
CREATE INDEX hearing_notice_newest ON hearing_notice (announced, case_id);
