-- 文书: the numbers of documents and what was written.

-- +goose Up
-- 文号: one row for every number ever given, so that none is given twice and every gap can
-- be seen. It is allotted in the transaction of the act whose document bears it.
DROP TABLE doc_number;
CREATE TABLE doc_number (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    seq     integer NOT NULL CHECK (seq >= 1),
    year    integer NOT NULL,
    n       integer NOT NULL CHECK (n >= 1),
    unit    text COLLATE "C" NOT NULL,
    family  text COLLATE "C" NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    PRIMARY KEY (unit, family, year, n)
);
CREATE UNIQUE INDEX doc_number_case ON doc_number (case_id, seq, kind);
CREATE TRIGGER doc_number_protected BEFORE UPDATE OR DELETE ON doc_number
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER doc_number_kept BEFORE TRUNCATE ON doc_number
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- 文号流水: the last number of a body, family and year.
CREATE TABLE doc_last (
    year   integer NOT NULL,
    last   integer NOT NULL CHECK (last >= 1),
    unit   text COLLATE "C" NOT NULL,
    family text COLLATE "C" NOT NULL,
    PRIMARY KEY (unit, family, year)
) WITH (fillfactor = 50);

-- 文书: the content as it was when the fact was written, though calendar and directory move
-- on; file is the sum of the printed file in the file store, empty until it is made.
CREATE TABLE document (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    seq     integer NOT NULL CHECK (seq >= 1),
    place   integer NOT NULL,
    name    text COLLATE "C" NOT NULL,
    body    text COLLATE "C" NOT NULL,
    file    text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, seq, place)
);
