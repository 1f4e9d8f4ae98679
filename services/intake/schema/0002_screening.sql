-- Screens for violence and what follows from them. Tables of their own: no method a partner can call reads or writes them.
-- Rows are added and never changed. version: the unit's guard in the transaction that recorded it.

CREATE TABLE sitting (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  sitting_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, sitting_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A sitting may be recorded again: each time is a row, and of each instrument the latest counts.
CREATE TABLE screen (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  sitting_id BINARY(16) NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  answers BLOB NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE safety_plan (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  version BIGINT NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  reason BLOB NOT NULL,
  consultant BLOB NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Why a hold of the spine was placed (act 1) and lifted (act 2).
CREATE TABLE hold_reason (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  hold_id BINARY(16) NOT NULL,
  act TINYINT NOT NULL CHECK (act IN (1, 2)),
  clinician_id BINARY(16) NOT NULL,
  reason BLOB NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, hold_id, act)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_intake.sitting TO 'adagio_intake'@'localhost';
GRANT SELECT, INSERT ON adagio_intake.screen TO 'adagio_intake'@'localhost';
GRANT SELECT, INSERT ON adagio_intake.safety_plan TO 'adagio_intake'@'localhost';
GRANT SELECT, INSERT ON adagio_intake.hold_reason TO 'adagio_intake'@'localhost';
