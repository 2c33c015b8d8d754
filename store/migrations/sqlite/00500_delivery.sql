-- 消息: which message went out by which channel and what became of it, never what it said; and the
-- texts that administrators wrote instead of the program's.

-- +goose Up
CREATE TABLE delivery (
    id         INTEGER NOT NULL PRIMARY KEY,
    case_id    INTEGER NOT NULL,
    next_at    INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    attempt    INTEGER NOT NULL,
    channel    TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'bounced', 'failed', 'uncertain')),
    masked     TEXT NOT NULL,
    fault      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX delivery_of ON delivery (case_id, seq, channel);
CREATE INDEX delivery_due ON delivery (next_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX delivery_changed ON delivery (changed_at, id) WHERE state IN ('bounced', 'failed', 'uncertain');

CREATE TABLE message_template (
    turn   TEXT NOT NULL,
    lang   TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    text   TEXT NOT NULL,
    by_no  TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    PRIMARY KEY (turn, lang)
) STRICT;
