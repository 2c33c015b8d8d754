-- 效能监察: alarms with what was said to them, and the demands that wait for a reply. An alarm
-- is never deleted, and one that is settled stays as it is.

-- +goose Up
CREATE TABLE alarm (
    id      INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    raised  INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    steps   INTEGER NOT NULL CHECK (steps >= 0),
    kind    TEXT NOT NULL CHECK (kind IN ('yellow', 'red', 'purple', 'escalated', 'odd', 'broken')),
    code    TEXT NOT NULL,
    args    TEXT NOT NULL,
    rule    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    item    TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('raised', 'explained', 'objected', 'upheld', 'dismissed')),
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alarm_once ON alarm (case_id, seq, day, kind, code, unit);
CREATE INDEX alarm_unit ON alarm (unit, id);

CREATE TABLE alarm_step (
    alarm INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    n     INTEGER NOT NULL CHECK (n >= 1),
    state TEXT NOT NULL,
    by_no TEXT NOT NULL,
    text  TEXT NOT NULL,
    PRIMARY KEY (alarm, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE chase (
    case_id  INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    issued   INTEGER NOT NULL,
    due      INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    unit     TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX chase_unit ON chase (unit, seq, case_id);

-- Demands made before there was this table stand in the facts.
INSERT INTO chase (case_id, seq, issued, due, answered, unit)
SELECT f.case_id, f.seq, (f.at + 28800000) / 86400000, CAST(julianday(json_extract(f.body, '$.body.due')) - 2440587.5 AS INTEGER),
    COALESCE((SELECT MIN((g.at + 28800000) / 86400000) FROM facts g WHERE g.case_id = f.case_id AND g.act = 'answerChase' AND g.seq > f.seq
        AND COALESCE(json_extract(g.body, '$.right.for'), json_extract(g.body, '$.right.unit')) = json_extract(f.body, '$.body.u')), 0),
    json_extract(f.body, '$.body.u')
FROM facts f WHERE f.act = 'chase';

-- +goose StatementBegin
CREATE TRIGGER alarm_kept BEFORE DELETE ON alarm
BEGIN SELECT RAISE(ABORT, 'rows of alarm are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER alarm_settled BEFORE UPDATE ON alarm WHEN OLD.state IN ('upheld', 'dismissed')
BEGIN SELECT RAISE(ABORT, 'rows of alarm are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER alarm_step_protected BEFORE UPDATE ON alarm_step
BEGIN SELECT RAISE(ABORT, 'rows of alarm_step are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER alarm_step_kept BEFORE DELETE ON alarm_step
BEGIN SELECT RAISE(ABORT, 'rows of alarm_step are never changed'); END;
-- +goose StatementEnd
