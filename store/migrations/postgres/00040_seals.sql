-- 印章: the register of seals, what was done with each, and every use.

-- +goose Up
CREATE TABLE seal (
    from_at bigint NOT NULL,
    to_at   bigint NOT NULL CHECK (to_at > from_at),
    id      text COLLATE "C" NOT NULL,
    number  text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    name    text COLLATE "C" NOT NULL,
    items   text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);

-- 登记: asked for, made, suspended, revoked; appended, never changed.
CREATE TABLE seal_act (
    at     bigint NOT NULL,
    seq    integer NOT NULL CHECK (seq >= 1),
    seal   text COLLATE "C" NOT NULL,
    act    text COLLATE "C" NOT NULL CHECK (act IN ('ask', 'make', 'refuse', 'suspend', 'resume', 'revoke')),
    who    text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    serial text COLLATE "C" NOT NULL,
    PRIMARY KEY (seal, seq)
);

-- 用印: written before the seal is put on a document, completed after; after is the sum of the
-- sealed file, empty until it is made.
CREATE TABLE seal_use (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    done_at bigint NOT NULL,
    seq     integer NOT NULL,
    place   integer NOT NULL,
    seal    text COLLATE "C" NOT NULL,
    who     text COLLATE "C" NOT NULL,
    before  text COLLATE "C" NOT NULL,
    after   text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, seq, place, seal)
);
CREATE INDEX seal_use_seal ON seal_use (seal, at);
CREATE TRIGGER seal_act_protected BEFORE UPDATE OR DELETE ON seal_act
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_act_kept BEFORE TRUNCATE ON seal_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
