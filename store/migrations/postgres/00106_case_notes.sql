-- 核验与常用语: what a clerk found in each material, as a working note beside the case; the
-- phrases that staff keep; and who applied for which case, for related cases and the counter.

-- +goose Up
CREATE TABLE material_check (
    case_id  bigint NOT NULL,
    n        integer NOT NULL CHECK (n >= 1),
    at       bigint NOT NULL,
    material text COLLATE "C" NOT NULL,
    verdict  text COLLATE "C" NOT NULL CHECK (verdict IN ('fit', 'unfit', 'note')),
    staff    text COLLATE "C" NOT NULL,
    note     text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, material, n)
);

-- staff is empty for a phrase of all; item is empty where it serves every item.
CREATE TABLE phrase (
    id    bigint NOT NULL,
    staff text COLLATE "C" NOT NULL,
    act   text COLLATE "C" NOT NULL,
    item  text COLLATE "C" NOT NULL,
    text  text COLLATE "C" NOT NULL,
    PRIMARY KEY (staff, act, id)
);

CREATE TABLE applied (
    case_id bigint NOT NULL,
    party   text COLLATE "C" NOT NULL,
    PRIMARY KEY (party, case_id)
);
INSERT INTO applied (case_id, party)
SELECT DISTINCT f.case_id, upper(replace(f.body::json #>> '{body,who,id}', ' ', '')) FROM facts f WHERE f.act IN ('receive', 'submit');
