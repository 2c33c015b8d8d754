-- 核验与常用语: what a clerk found in each material, as a working note beside the case; the
-- phrases that staff keep; and who applied for which case, for related cases and the counter.

-- +goose Up
CREATE TABLE material_check (
    case_id  INTEGER NOT NULL,
    n        INTEGER NOT NULL CHECK (n >= 1),
    at       INTEGER NOT NULL,
    material TEXT NOT NULL,
    verdict  TEXT NOT NULL CHECK (verdict IN ('fit', 'unfit', 'note')),
    staff    TEXT NOT NULL,
    note     TEXT NOT NULL,
    PRIMARY KEY (case_id, material, n)
) STRICT, WITHOUT ROWID;

-- staff is empty for a phrase of all; item is empty where it serves every item.
CREATE TABLE phrase (
    id    INTEGER NOT NULL,
    staff TEXT NOT NULL,
    act   TEXT NOT NULL,
    item  TEXT NOT NULL,
    text  TEXT NOT NULL,
    PRIMARY KEY (staff, act, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE applied (
    case_id INTEGER NOT NULL,
    party   TEXT NOT NULL,
    PRIMARY KEY (party, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO applied (case_id, party)
SELECT DISTINCT f.case_id, upper(replace(json_extract(f.body, '$.body.who.id'), ' ', '')) FROM facts f WHERE f.act IN ('receive', 'submit');
