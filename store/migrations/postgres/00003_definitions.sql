-- 事项、机构、日历: definitions, read whole into memory. definition tells when to read again.

-- +goose Up
CREATE TABLE item_version (
    at      bigint NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    code    text COLLATE "C" NOT NULL,
    by_no   text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    PRIMARY KEY (code, version)
);
CREATE TRIGGER item_version_protected BEFORE UPDATE OR DELETE ON item_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER item_version_kept BEFORE TRUNCATE ON item_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE directory (
    place integer NOT NULL,
    kind  text COLLATE "C" NOT NULL,
    body  text COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, place)
);

CREATE TABLE calendar (
    at    bigint NOT NULL,
    seq   integer NOT NULL PRIMARY KEY,
    name  text COLLATE "C" NOT NULL,
    by_no text COLLATE "C" NOT NULL,
    body  text COLLATE "C" NOT NULL
);
CREATE TRIGGER calendar_protected BEFORE UPDATE OR DELETE ON calendar
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE definition (
    version bigint NOT NULL,
    kind    text COLLATE "C" NOT NULL PRIMARY KEY
);
INSERT INTO definition (kind, version) VALUES ('item', 0), ('directory', 0), ('calendar', 0);
