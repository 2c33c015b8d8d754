-- 考核: what each fact counts for, written with it; used, promised and statutory (working days) of
-- decisions alone. Cases of before are counted by a job that this leaves behind.

-- +goose Up
CREATE TABLE tally (
    case_id   bigint NOT NULL,
    day       integer NOT NULL,
    seq       integer NOT NULL CHECK (seq >= 1),
    late      integer NOT NULL CHECK (late >= 0),
    missed    integer NOT NULL CHECK (missed BETWEEN 0 AND 2),
    used      integer,
    promised  integer,
    statutory integer,
    what      text COLLATE "C" NOT NULL CHECK (what <> '' OR late > 0),
    unit      text COLLATE "C" NOT NULL,
    staff     text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX tally_day ON tally (day, unit);

INSERT INTO setting (name, value) SELECT 'tallied', 'no' WHERE EXISTS (SELECT 1 FROM cases);
INSERT INTO job (run_at, id, attempt, kind, payload) SELECT 0, 610, 0, 'tally', '{}' WHERE EXISTS (SELECT 1 FROM cases);
