-- 考核: what each fact counts for, written with it; used, promised and statutory (working days) of
-- decisions alone. Cases of before are counted by a job that this leaves behind.

-- +goose Up
CREATE TABLE tally (
    case_id   INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    seq       INTEGER NOT NULL CHECK (seq >= 1),
    late      INTEGER NOT NULL CHECK (late >= 0),
    missed    INTEGER NOT NULL CHECK (missed BETWEEN 0 AND 2),
    used      INTEGER,
    promised  INTEGER,
    statutory INTEGER,
    what      TEXT NOT NULL CHECK (what <> '' OR late > 0),
    unit      TEXT NOT NULL,
    staff     TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_day ON tally (day, unit);

INSERT INTO setting (name, value) SELECT 'tallied', 'no' WHERE EXISTS (SELECT 1 FROM cases);
INSERT INTO job (run_at, id, attempt, kind, payload) SELECT 0, 610, 0, 'tally', '{}' WHERE EXISTS (SELECT 1 FROM cases);
