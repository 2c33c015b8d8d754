-- 登录与查阅: signing in and who read what.

-- +goose Up
CREATE TABLE credential (
    changed_at bigint NOT NULL,
    staff      text COLLATE "C" NOT NULL PRIMARY KEY,
    hash       text COLLATE "C" NOT NULL
);

CREATE TABLE session (
    expiry bigint NOT NULL,
    token  text COLLATE "C" NOT NULL PRIMARY KEY,
    data   bytea NOT NULL
);

CREATE TABLE login_attempt (
    at    bigint NOT NULL,
    id    bigint NOT NULL,
    done  integer NOT NULL CHECK (done IN (0, 1)),
    login text COLLATE "C" NOT NULL,
    addr  text COLLATE "C" NOT NULL,
    PRIMARY KEY (login, at, id)
);

CREATE TABLE read_log (
    case_id bigint NOT NULL,
    at      bigint NOT NULL,
    staff   text COLLATE "C" NOT NULL,
    what    text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, at, staff)
);
