-- What every transaction needs, whichever service runs it. Times are UTC; ids are made by the application.

CREATE TABLE practice (
  practice_id BINARY(16) NOT NULL,
  display_name VARCHAR(120) NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  -- The version of the confidence policy that partners acknowledge.
  policy_version INT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Bumped by the first statement of every transaction that changes a unit. unit_id nil: the practice itself; both nil: the
-- installation. No foreign key points here.
CREATE TABLE unit_guard (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  last_now DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO unit_guard (practice_id, unit_id, version, last_now)
VALUES (REPEAT(CHAR(0), 16), REPEAT(CHAR(0), 16), 0, '1970-01-01 00:00:00.000000');

-- Who belongs to a unit. kind 1: partner of it; kind 2: treats it. Rows are ended, never removed.
CREATE TABLE relation (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  principal_id BINARY(16) NOT NULL,
  kind TINYINT NOT NULL CHECK (kind IN (1, 2)),
  started_version BIGINT NOT NULL,
  started_at DATETIME(6) NOT NULL,
  ended_version BIGINT NULL,
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (practice_id, unit_id, principal_id, kind)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which version of the confidence policy a partner has acknowledged.
CREATE TABLE acknowledgement (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  policy_version INT NOT NULL,
  acknowledged_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, policy_version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Whether a partner is cleared for joint homework. No row: not cleared. version: the guard's, at the last change.
CREATE TABLE clearance (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  cleared TINYINT NOT NULL CHECK (cleared IN (0, 1)),
  version BIGINT NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What holds joint homework of a partner. Why is known to intake alone.
CREATE TABLE hold (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  hold_id BINARY(16) NOT NULL,
  placed_version BIGINT NOT NULL,
  placed_at DATETIME(6) NOT NULL,
  lifted_version BIGINT NULL,
  lifted_at DATETIME(6) NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, hold_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The answer each request had. digest: HMAC of the request's bytes; answer: sealed.
CREATE TABLE request (
  practice_id BINARY(16) NOT NULL,
  principal_id BINARY(16) NOT NULL,
  request_id BINARY(16) NOT NULL,
  method VARCHAR(120) NOT NULL,
  digest BINARY(32) NOT NULL,
  answer MEDIUMBLOB NOT NULL,
  answered_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, principal_id, request_id, method),
  KEY by_age (practice_id, answered_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT ON adagio_spine.* TO 'adagio_directory'@'localhost', 'adagio_intake'@'localhost', 'adagio_homework'@'localhost';
GRANT INSERT, UPDATE ON adagio_spine.unit_guard TO 'adagio_directory'@'localhost';
GRANT UPDATE ON adagio_spine.unit_guard TO 'adagio_intake'@'localhost', 'adagio_homework'@'localhost';
GRANT INSERT, DELETE ON adagio_spine.request TO 'adagio_directory'@'localhost', 'adagio_intake'@'localhost', 'adagio_homework'@'localhost';
GRANT INSERT, UPDATE ON adagio_spine.practice TO 'adagio_directory'@'localhost';
GRANT INSERT, UPDATE ON adagio_spine.relation TO 'adagio_directory'@'localhost';
GRANT INSERT ON adagio_spine.acknowledgement TO 'adagio_intake'@'localhost';
GRANT INSERT, UPDATE ON adagio_spine.clearance TO 'adagio_intake'@'localhost';
GRANT INSERT, UPDATE ON adagio_spine.hold TO 'adagio_intake'@'localhost';
