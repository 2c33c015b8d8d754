-- 首问登记: who was asked first, what, and in whose hands the question is until it is answered.
-- Steps are only added.

-- +goose Up
CREATE TABLE question (
    id       bigint NOT NULL PRIMARY KEY,
    at       bigint NOT NULL,
    answered bigint NOT NULL,
    steps    integer NOT NULL,
    first    text COLLATE "C" NOT NULL,
    holder   text COLLATE "C" NOT NULL,
    unit     text COLLATE "C" NOT NULL,
    item     text COLLATE "C" NOT NULL,
    asker    text COLLATE "C" NOT NULL,
    phone    text COLLATE "C" NOT NULL,
    text     text COLLATE "C" NOT NULL
);
CREATE INDEX question_holder ON question (holder, answered, id);
CREATE INDEX question_unit ON question (unit, answered, id);

CREATE TABLE question_step (
    question bigint NOT NULL,
    n        integer NOT NULL CHECK (n >= 1),
    at       bigint NOT NULL,
    by_no    text COLLATE "C" NOT NULL,
    to_no    text COLLATE "C" NOT NULL,
    text     text COLLATE "C" NOT NULL CHECK (text <> ''),
    PRIMARY KEY (question, n)
);
