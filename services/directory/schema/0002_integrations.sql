-- Systems of a practice's own, such as its EHR: accounts (role 6, integration) without a relation to any unit.

CREATE TABLE integration (
  practice_id BINARY(16) NOT NULL,
  integration_id BINARY(16) NOT NULL,
  display_name BLOB NOT NULL,
  added_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, integration_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

ALTER TABLE account MODIFY role TINYINT NOT NULL CHECK (role IN (1, 2, 3, 4, 6));

GRANT SELECT, INSERT ON adagio_directory.integration TO 'adagio_directory'@'localhost';
