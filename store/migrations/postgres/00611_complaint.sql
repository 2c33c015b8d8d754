-- 投诉登记: what somebody complained of, who watches over it, and what became of it. Nothing is ever
-- removed, steps are only added. Times of 0 = not yet; an alarm may be about one of them.

-- +goose Up
CREATE TABLE complaint_last (
    year integer NOT NULL PRIMARY KEY,
    last integer NOT NULL
);

CREATE TABLE complaint (
    id      bigint NOT NULL PRIMARY KEY,
    year    integer NOT NULL,
    n       integer NOT NULL CHECK (n >= 1),
    at      bigint NOT NULL,
    taken   bigint NOT NULL DEFAULT 0,
    settled bigint NOT NULL DEFAULT 0,
    case_id bigint NOT NULL,
    steps   integer NOT NULL DEFAULT 0,
    state   text COLLATE "C" NOT NULL DEFAULT 'registered' CHECK (state IN ('registered', 'taken', 'declined', 'answered')),
    outcome text COLLATE "C" NOT NULL DEFAULT '' CHECK ((outcome <> '') = (state = 'answered')),
    no      text COLLATE "C" NOT NULL,
    code    text COLLATE "C" NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    staff   text COLLATE "C" NOT NULL DEFAULT '',
    watch   text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    officer text COLLATE "C" NOT NULL,
    name    text COLLATE "C" NOT NULL,
    phone   text COLLATE "C" NOT NULL,
    text    text COLLATE "C" NOT NULL CHECK (text <> '')
);
CREATE UNIQUE INDEX complaint_no ON complaint (no);
CREATE UNIQUE INDEX complaint_year ON complaint (year, n);
CREATE INDEX complaint_unit ON complaint (unit, id);
CREATE INDEX complaint_watch ON complaint (watch, id);
CREATE INDEX complaint_open ON complaint (id) WHERE settled = 0;

CREATE TABLE complaint_step (
    complaint bigint NOT NULL,
    at        bigint NOT NULL,
    n         integer NOT NULL CHECK (n >= 1),
    deed      text COLLATE "C" NOT NULL CHECK (deed IN ('take', 'decline', 'pass', 'answer')),
    by_no     text COLLATE "C" NOT NULL,
    unit      text COLLATE "C" NOT NULL,
    text      text COLLATE "C" NOT NULL,
    PRIMARY KEY (complaint, n)
);

ALTER TABLE alarm ADD COLUMN complaint bigint NOT NULL DEFAULT 0;
DROP INDEX alarm_once;
CREATE UNIQUE INDEX alarm_once ON alarm (case_id, complaint, seq, day, kind, code, unit);

CREATE TRIGGER complaint_kept BEFORE DELETE ON complaint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER complaint_step_protected BEFORE UPDATE OR DELETE ON complaint_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
