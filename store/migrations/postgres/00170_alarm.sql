-- 效能监察: alarms with what was said to them, and the demands that wait for a reply. An alarm
-- is never deleted, and one that is settled stays as it is.

-- +goose Up
CREATE TABLE alarm (
    id      bigint NOT NULL,
    case_id bigint NOT NULL,
    raised  bigint NOT NULL,
    seq     integer NOT NULL,
    day     integer NOT NULL,
    steps   integer NOT NULL CHECK (steps >= 0),
    kind    text COLLATE "C" NOT NULL CHECK (kind IN ('yellow', 'red', 'purple', 'escalated', 'odd', 'broken')),
    code    text COLLATE "C" NOT NULL,
    args    text COLLATE "C" NOT NULL,
    rule    text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    state   text COLLATE "C" NOT NULL CHECK (state IN ('raised', 'explained', 'objected', 'upheld', 'dismissed')),
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX alarm_once ON alarm (case_id, seq, day, kind, code, unit);
CREATE INDEX alarm_unit ON alarm (unit, id);

CREATE TABLE alarm_step (
    alarm bigint NOT NULL,
    at    bigint NOT NULL,
    n     integer NOT NULL CHECK (n >= 1),
    state text COLLATE "C" NOT NULL,
    by_no text COLLATE "C" NOT NULL,
    text  text COLLATE "C" NOT NULL,
    PRIMARY KEY (alarm, n)
);

CREATE TABLE chase (
    case_id  bigint NOT NULL,
    seq      integer NOT NULL,
    issued   bigint NOT NULL,
    due      integer NOT NULL,
    answered integer NOT NULL,
    unit     text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE INDEX chase_unit ON chase (unit, seq, case_id);

-- Demands made before there was this table stand in the facts.
INSERT INTO chase (case_id, seq, issued, due, answered, unit)
SELECT f.case_id, f.seq, (f.at + 28800000) / 86400000, CAST(f.body::json #>> '{body,due}' AS date) - DATE '1970-01-01',
    COALESCE((SELECT MIN((g.at + 28800000) / 86400000) FROM facts g WHERE g.case_id = f.case_id AND g.act = 'answerChase' AND g.seq > f.seq
        AND COALESCE(g.body::json #>> '{right,for}', g.body::json #>> '{right,unit}') = f.body::json #>> '{body,u}'), 0),
    f.body::json #>> '{body,u}'
FROM facts f WHERE f.act = 'chase';

CREATE TRIGGER alarm_kept BEFORE DELETE ON alarm FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alarm_settled BEFORE UPDATE ON alarm FOR EACH ROW WHEN (OLD.state IN ('upheld', 'dismissed')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alarm_step_protected BEFORE UPDATE OR DELETE ON alarm_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
