-- 权限变更: who changed which right, unit or account, when and why; and who is signed in where.

-- +goose Up
CREATE TABLE right_log (
    id     bigint NOT NULL,
    at     bigint NOT NULL,
    kind   text COLLATE "C" NOT NULL,
    code   text COLLATE "C" NOT NULL,
    by_no  text COLLATE "C" NOT NULL,
    before text COLLATE "C" NOT NULL,
    after  text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX right_log_of ON right_log (code, id);
CREATE TRIGGER right_log_protected BEFORE UPDATE OR DELETE ON right_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER right_log_kept BEFORE TRUNCATE ON right_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE first_password (
    at    bigint NOT NULL,
    staff text COLLATE "C" NOT NULL PRIMARY KEY
);

CREATE TABLE signed_in (
    at    bigint NOT NULL,
    owner text COLLATE "C" NOT NULL,
    token text COLLATE "C" NOT NULL,
    addr  text COLLATE "C" NOT NULL,
    agent text COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, token)
);
