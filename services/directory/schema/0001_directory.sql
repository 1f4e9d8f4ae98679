-- Who is in a practice. Nothing clinical. Names are sealed; a login is kept as an HMAC under a key of the practice, so
-- that the rows alone tell nobody who is a client. The relations themselves are in the spine.

CREATE TABLE account (
  practice_id BINARY(16) NOT NULL,
  login BINARY(32) NOT NULL,
  -- As in adagio.options.v1.Role: 1 partner, 2 therapist, 3 supervisor, 4 practice admin.
  role TINYINT NOT NULL CHECK (role IN (1, 2, 3, 4)),
  principal_id BINARY(16) NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, login),
  UNIQUE KEY by_principal (practice_id, principal_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE clinician (
  practice_id BINARY(16) NOT NULL,
  clinician_id BINARY(16) NOT NULL,
  -- 2 therapist, 3 supervisor.
  role TINYINT NOT NULL CHECK (role IN (2, 3)),
  display_name BLOB NOT NULL,
  added_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, clinician_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Who supervises whom. Rows are ended, never removed.
CREATE TABLE supervision (
  practice_id BINARY(16) NOT NULL,
  therapist_id BINARY(16) NOT NULL,
  supervisor_id BINARY(16) NOT NULL,
  started_at DATETIME(6) NOT NULL,
  ended_at DATETIME(6) NULL,
  PRIMARY KEY (practice_id, therapist_id, supervisor_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE treatment_unit (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  display_name BLOB NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE partner (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  display_name BLOB NOT NULL,
  added_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_directory.account TO 'adagio_directory'@'localhost';
GRANT SELECT, INSERT ON adagio_directory.clinician TO 'adagio_directory'@'localhost';
GRANT SELECT, INSERT ON adagio_directory.supervision TO 'adagio_directory'@'localhost';
GRANT SELECT, INSERT ON adagio_directory.treatment_unit TO 'adagio_directory'@'localhost';
GRANT SELECT, INSERT ON adagio_directory.partner TO 'adagio_directory'@'localhost';
