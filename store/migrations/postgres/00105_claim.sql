-- 认领与视图: how an application came and for which day the applicant reminded, for the queue;
-- who works on a case of a seat, as a note among colleagues that gives no right; and the views
-- of the queue that staff keep.

-- +goose Up
ALTER TABLE todo ADD COLUMN channel text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE todo ADD COLUMN urged integer NOT NULL DEFAULT 0;
UPDATE todo SET channel = COALESCE((SELECT f.body::json #>> '{body,ch}' FROM facts f
    WHERE f.case_id = todo.case_id AND f.act IN ('receive', 'submit') ORDER BY f.seq DESC LIMIT 1), ''),
    urged = COALESCE((SELECT CAST(f.body::json #>> '{body,due}' AS date) - DATE '1970-01-01' FROM facts f
    WHERE f.case_id = todo.case_id AND f.act = 'urge' ORDER BY f.seq DESC LIMIT 1), 0);

-- staff is empty where the case was given back. The last row of a seat counts.
CREATE TABLE claim (
    case_id bigint NOT NULL,
    n       integer NOT NULL CHECK (n >= 1),
    at      bigint NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    post    text COLLATE "C" NOT NULL,
    staff   text COLLATE "C" NOT NULL,
    by_no   text COLLATE "C" NOT NULL,
    why     text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, unit, post, n)
);

CREATE TABLE saved_view (
    at    bigint NOT NULL,
    staff text COLLATE "C" NOT NULL,
    name  text COLLATE "C" NOT NULL,
    query text COLLATE "C" NOT NULL,
    PRIMARY KEY (staff, name)
);
