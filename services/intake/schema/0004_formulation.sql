-- The therapist's formulation: every kept version, and every text the partners were given. Rows are added and never
-- changed.

CREATE TABLE formulation (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  version INT NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  content BLOB NOT NULL,
  written_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE formulation_release (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  release_number INT NOT NULL,
  -- The kept version it stands on.
  version INT NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  content BLOB NOT NULL,
  released_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, release_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_intake.formulation TO 'adagio_intake'@'localhost';
GRANT SELECT, INSERT ON adagio_intake.formulation_release TO 'adagio_intake'@'localhost';
