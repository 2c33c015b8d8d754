-- 认领与视图: how an application came and for which day the applicant reminded, for the queue;
-- who works on a case of a seat, as a note among colleagues that gives no right; and the views
-- of the queue that staff keep.

-- +goose Up
ALTER TABLE todo ADD COLUMN channel TEXT NOT NULL DEFAULT '';
ALTER TABLE todo ADD COLUMN urged INTEGER NOT NULL DEFAULT 0;
UPDATE todo SET channel = COALESCE((SELECT json_extract(f.body, '$.body.ch') FROM facts f
    WHERE f.case_id = todo.case_id AND f.act IN ('receive', 'submit') ORDER BY f.seq DESC LIMIT 1), ''),
    urged = COALESCE((SELECT CAST(julianday(json_extract(f.body, '$.body.due')) - 2440587.5 AS INTEGER) FROM facts f
    WHERE f.case_id = todo.case_id AND f.act = 'urge' ORDER BY f.seq DESC LIMIT 1), 0);

-- staff is empty where the case was given back. The last row of a seat counts.
CREATE TABLE claim (
    case_id INTEGER NOT NULL,
    n       INTEGER NOT NULL CHECK (n >= 1),
    at      INTEGER NOT NULL,
    unit    TEXT NOT NULL,
    post    TEXT NOT NULL,
    staff   TEXT NOT NULL,
    by_no   TEXT NOT NULL,
    why     TEXT NOT NULL,
    PRIMARY KEY (case_id, unit, post, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
    at    INTEGER NOT NULL,
    staff TEXT NOT NULL,
    name  TEXT NOT NULL,
    query TEXT NOT NULL,
    PRIMARY KEY (staff, name)
) STRICT, WITHOUT ROWID;
