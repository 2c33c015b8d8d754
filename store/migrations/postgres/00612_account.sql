-- 问责登记: findings against units and people, what they rest on, and who confirmed them. Nothing is ever
-- removed, steps are only added, and one that is settled stays as it is.

-- +goose Up
CREATE TABLE account_last (
    year integer NOT NULL PRIMARY KEY,
    last integer NOT NULL
);

CREATE TABLE account (
    id      bigint NOT NULL PRIMARY KEY,
    year    integer NOT NULL,
    n       integer NOT NULL CHECK (n >= 1),
    at      bigint NOT NULL,
    settled bigint NOT NULL DEFAULT 0,
    steps   integer NOT NULL DEFAULT 0,
    state   text COLLATE "C" NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'confirmed', 'dropped') AND (settled > 0) = (state <> 'proposed')),
    no      text COLLATE "C" NOT NULL,
    by_no   text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    staff   text COLLATE "C" NOT NULL,
    source  text COLLATE "C" NOT NULL CHECK (source IN ('late', 'alarm', 'risk', 'complaint')),
    ref     text COLLATE "C" NOT NULL CHECK (ref <> ''),
    rule    text COLLATE "C" NOT NULL,
    measure text COLLATE "C" NOT NULL,
    facts   text COLLATE "C" NOT NULL CHECK (facts <> '')
);
CREATE UNIQUE INDEX account_no ON account (no);
CREATE UNIQUE INDEX account_year ON account (year, n);
CREATE INDEX account_unit ON account (unit, id);
CREATE INDEX account_staff ON account (staff, id) WHERE staff <> '';

CREATE TABLE account_step (
    account bigint NOT NULL,
    at      bigint NOT NULL,
    n       integer NOT NULL CHECK (n >= 1),
    deed    text COLLATE "C" NOT NULL CHECK (deed IN ('state', 'confirm', 'drop')),
    by_no   text COLLATE "C" NOT NULL,
    text    text COLLATE "C" NOT NULL CHECK (text <> ''),
    PRIMARY KEY (account, n)
);

CREATE TRIGGER account_kept BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_settled BEFORE UPDATE ON account FOR EACH ROW WHEN (OLD.settled > 0) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_step_protected BEFORE UPDATE OR DELETE ON account_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
