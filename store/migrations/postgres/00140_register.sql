-- 登记簿: what keepers enter on the pages (便民服务、定岗、设备、任务进展), every version of it.

-- +goose Up
CREATE TABLE register (
    at      bigint NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    kind    text COLLATE "C" NOT NULL,
    code    text COLLATE "C" NOT NULL,
    by_no   text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, code, version)
);
CREATE TRIGGER register_protected BEFORE UPDATE OR DELETE ON register
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_kept BEFORE TRUNCATE ON register
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
INSERT INTO definition (kind, version) VALUES ('register', 0);
