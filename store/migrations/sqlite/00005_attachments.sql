-- 附件: what is known of each stored file; the content lies in the file store.

-- +goose Up
CREATE TABLE attachment (
    case_id  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    size     INTEGER NOT NULL CHECK (size >= 0),
    id       TEXT NOT NULL PRIMARY KEY,
    material TEXT NOT NULL,
    name     TEXT NOT NULL,
    mime     TEXT NOT NULL,
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
    by_no    TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('kept', 'removed'))
) STRICT;
CREATE INDEX attachment_case ON attachment (case_id, at);
