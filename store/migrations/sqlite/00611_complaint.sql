-- 投诉登记: what somebody complained of, who watches over it, and what became of it. Nothing is ever
-- removed, steps are only added. Times of 0 = not yet; an alarm may be about one of them.

-- +goose Up
CREATE TABLE complaint_last (
    year INTEGER NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE complaint (
    id      INTEGER NOT NULL PRIMARY KEY,
    year    INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    at      INTEGER NOT NULL,
    taken   INTEGER NOT NULL DEFAULT 0,
    settled INTEGER NOT NULL DEFAULT 0,
    case_id INTEGER NOT NULL,
    steps   INTEGER NOT NULL DEFAULT 0,
    state   TEXT NOT NULL DEFAULT 'registered' CHECK (state IN ('registered', 'taken', 'declined', 'answered')),
    outcome TEXT NOT NULL DEFAULT '' CHECK ((outcome <> '') = (state = 'answered')),
    no      TEXT NOT NULL,
    code    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    staff   TEXT NOT NULL DEFAULT '',
    watch   TEXT NOT NULL,
    item    TEXT NOT NULL,
    officer TEXT NOT NULL,
    name    TEXT NOT NULL,
    phone   TEXT NOT NULL,
    text    TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE UNIQUE INDEX complaint_no ON complaint (no);
CREATE UNIQUE INDEX complaint_year ON complaint (year, n);
CREATE INDEX complaint_unit ON complaint (unit, id);
CREATE INDEX complaint_watch ON complaint (watch, id);
CREATE INDEX complaint_open ON complaint (id) WHERE settled = 0;

CREATE TABLE complaint_step (
    complaint INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 1),
    deed      TEXT NOT NULL CHECK (deed IN ('take', 'decline', 'pass', 'answer')),
    by_no     TEXT NOT NULL,
    unit      TEXT NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (complaint, n)
) STRICT, WITHOUT ROWID;

ALTER TABLE alarm ADD COLUMN complaint INTEGER NOT NULL DEFAULT 0;
DROP INDEX alarm_once;
CREATE UNIQUE INDEX alarm_once ON alarm (case_id, complaint, seq, day, kind, code, unit);

-- +goose StatementBegin
CREATE TRIGGER complaint_kept BEFORE DELETE ON complaint
BEGIN SELECT RAISE(ABORT, 'rows of complaint are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER complaint_step_protected BEFORE UPDATE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'rows of complaint_step are never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER complaint_step_kept BEFORE DELETE ON complaint_step
BEGIN SELECT RAISE(ABORT, 'rows of complaint_step are never changed'); END;
-- +goose StatementEnd
