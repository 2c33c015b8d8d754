-- 事项草稿: versions of items that are being written, every move of each, and the published
-- versions that were withdrawn.

-- +goose Up
CREATE TABLE item_draft (
    id    bigint NOT NULL PRIMARY KEY,
    rev   integer NOT NULL CHECK (rev >= 1),
    at    bigint NOT NULL,
    unit  text COLLATE "C" NOT NULL,
    stage text COLLATE "C" NOT NULL CHECK (stage IN ('draft', 'checked', 'signed', 'reported', 'accepted', 'returned', 'published', 'dropped')),
    code  text COLLATE "C" NOT NULL,
    body  text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX item_draft_open ON item_draft (code) WHERE stage NOT IN ('published', 'dropped');
CREATE INDEX item_draft_unit ON item_draft (unit, id);

CREATE TABLE item_move (
    draft_id bigint NOT NULL,
    rev      integer NOT NULL,
    at       bigint NOT NULL,
    move     text COLLATE "C" NOT NULL,
    by_no    text COLLATE "C" NOT NULL,
    remark   text COLLATE "C" NOT NULL,
    body     text COLLATE "C" NOT NULL,
    PRIMARY KEY (draft_id, rev)
);

CREATE TRIGGER item_move_protected BEFORE UPDATE OR DELETE ON item_move
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER item_move_kept BEFORE TRUNCATE ON item_move
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE item_withdrawal (
    at      bigint NOT NULL,
    version integer NOT NULL,
    last_on integer NOT NULL,
    code    text COLLATE "C" NOT NULL,
    by_no   text COLLATE "C" NOT NULL,
    reason  text COLLATE "C" NOT NULL,
    PRIMARY KEY (code, version)
);
