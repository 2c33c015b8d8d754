-- 附件: what is known of each stored file; the content lies in the file store.

-- +goose Up
CREATE TABLE attachment (
    case_id  bigint NOT NULL,
    at       bigint NOT NULL,
    size     bigint NOT NULL CHECK (size >= 0),
    id       text COLLATE "C" NOT NULL PRIMARY KEY,
    material text COLLATE "C" NOT NULL,
    name     text COLLATE "C" NOT NULL,
    mime     text COLLATE "C" NOT NULL,
    sha256   text COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    by_no    text COLLATE "C" NOT NULL,
    state    text COLLATE "C" NOT NULL CHECK (state IN ('kept', 'removed'))
);
CREATE INDEX attachment_case ON attachment (case_id, at);
