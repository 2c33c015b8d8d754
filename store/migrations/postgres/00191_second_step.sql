-- 第二步验证: the one-time codes of staff, and the codes that stand in for a lost device.

-- +goose Up
CREATE TABLE second_step (
    at     bigint NOT NULL,
    step   bigint NOT NULL,
    owner  text COLLATE "C" NOT NULL PRIMARY KEY,
    secret text COLLATE "C" NOT NULL
);

CREATE TABLE recovery_code (
    owner text COLLATE "C" NOT NULL,
    hash  text COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, hash)
);
