-- 证照与公开: what the facts say of licences and of decisions, for look-ups; and when time
-- acts on a closed case. Each row is written with the act, and the audit derives it anew.

-- +goose Up
CREATE TABLE later (
    case_id bigint NOT NULL PRIMARY KEY,
    tick    bigint NOT NULL CHECK (tick > 0)
);
CREATE INDEX later_tick ON later (tick);

-- 证照登记: gone is how a licence ended, empty as long as it stands; whether it has expired
-- follows from until (0 = no end).
CREATE TABLE licence (
    case_id bigint NOT NULL PRIMARY KEY,
    granted bigint NOT NULL,
    until   bigint NOT NULL,
    no      text COLLATE "C" NOT NULL,
    ident   text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    holder  text COLLATE "C" NOT NULL,
    masked  text COLLATE "C" NOT NULL,
    tail    text COLLATE "C" NOT NULL,
    gone    text COLLATE "C" NOT NULL CHECK (gone IN ('', 'revoked', 'recalled', 'cancelled'))
);
CREATE INDEX licence_no ON licence (no);
CREATE INDEX licence_unit ON licence (unit, granted, case_id);

-- 许可决定公开: no personal data in any column; who was granted is masked before it is stored.
CREATE TABLE published (
    case_id bigint NOT NULL PRIMARY KEY,
    granted bigint NOT NULL,
    until   bigint NOT NULL,
    item    text COLLATE "C" NOT NULL,
    unit    text COLLATE "C" NOT NULL,
    holder  text COLLATE "C" NOT NULL,
    content text COLLATE "C" NOT NULL
);
CREATE INDEX published_granted ON published (granted, case_id);
