-- 证照与公开: what the facts say of licences and of decisions, for look-ups; and when time
-- acts on a closed case. Each row is written with the act, and the audit derives it anew.

-- +goose Up
CREATE TABLE later (
    case_id INTEGER NOT NULL PRIMARY KEY,
    tick    INTEGER NOT NULL CHECK (tick > 0)
) STRICT;
CREATE INDEX later_tick ON later (tick);

-- 证照登记: gone is how a licence ended, empty as long as it stands; whether it has expired
-- follows from until (0 = no end).
CREATE TABLE licence (
    case_id INTEGER NOT NULL PRIMARY KEY,
    granted INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    no      TEXT NOT NULL,
    ident   TEXT NOT NULL,
    item    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    holder  TEXT NOT NULL,
    masked  TEXT NOT NULL,
    tail    TEXT NOT NULL,
    gone    TEXT NOT NULL CHECK (gone IN ('', 'revoked', 'recalled', 'cancelled'))
) STRICT;
CREATE INDEX licence_no ON licence (no);
CREATE INDEX licence_unit ON licence (unit, granted, case_id);

-- 许可决定公开: no personal data in any column; who was granted is masked before it is stored.
CREATE TABLE published (
    case_id INTEGER NOT NULL PRIMARY KEY,
    granted INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    item    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    holder  TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX published_granted ON published (granted, case_id);
