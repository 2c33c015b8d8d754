-- 办件: cases, their forms, facts and open work. Text sorts by bytes (COLLATE "C") so that
-- both databases give the same order.

-- +goose Up
-- The row of a case holds its addresses and the end of its chain of facts. What the case
-- is like is read from the facts: a copy of it here, written anew by every act, took more
-- space than all else together. digest proves that the facts still give the same case.
CREATE TABLE cases (
    id          bigint NOT NULL PRIMARY KEY,
    digest      bigint NOT NULL,
    version     integer NOT NULL CHECK (version >= 1),
    no          text COLLATE "C",
    draft       text COLLATE "C",
    query_code  text COLLATE "C" NOT NULL,
    item        text COLLATE "C" NOT NULL,
    accept_unit text COLLATE "C" NOT NULL,
    head        bytea NOT NULL CHECK (length(head) = 32),
    CHECK (no IS NOT NULL OR draft IS NOT NULL)
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX cases_no ON cases (no) WHERE no IS NOT NULL;
CREATE UNIQUE INDEX cases_draft ON cases (draft) WHERE draft IS NOT NULL;

CREATE TABLE forms (
    case_id bigint NOT NULL PRIMARY KEY,
    body    text COLLATE "C" NOT NULL
);

CREATE TABLE facts (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    seq     integer NOT NULL CHECK (seq >= 1),
    act     text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    hash    bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (case_id, seq)
);

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'YM001';
END $$;
-- +goose StatementEnd
CREATE TRIGGER facts_protected BEFORE UPDATE OR DELETE ON facts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER facts_kept BEFORE TRUNCATE ON facts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE todo (
    case_id   bigint NOT NULL PRIMARY KEY,
    tick      bigint NOT NULL,
    since     integer NOT NULL,
    yellow    integer NOT NULL,
    due       integer NOT NULL,
    last      integer NOT NULL,
    waiting   integer NOT NULL CHECK (waiting IN (0, 1)),
    unit      text COLLATE "C" NOT NULL,
    post      text COLLATE "C" NOT NULL,
    item      text COLLATE "C" NOT NULL,
    applicant text COLLATE "C" NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX todo_queue ON todo (unit, post, due, case_id);

-- 办件编号流水: the last running number of a unit and day.
CREATE TABLE number (
    day  integer NOT NULL,
    last integer NOT NULL CHECK (last BETWEEN 1 AND 999999),
    unit text COLLATE "C" NOT NULL,
    PRIMARY KEY (unit, day)
) WITH (fillfactor = 50);

-- 文号: one row for every document number ever given, so that none is given twice and
-- every gap can be seen.
CREATE TABLE doc_number (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    year    integer NOT NULL,
    n       integer NOT NULL CHECK (n >= 1),
    family  text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    PRIMARY KEY (family, unit, year, n)
);

CREATE TABLE idem (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    key     text COLLATE "C" NOT NULL PRIMARY KEY
);
