-- Imports of a history (decision 31). An administration that came by one is of another system, and otherwise like any other.

-- How far an import has come. importer_id: whose it is. position: so many of its rows, from the first, were taken or
-- rejected for good; taken + rejected = position.
CREATE TABLE import (
  practice_id BINARY(16) NOT NULL,
  importer_id BINARY(16) NOT NULL,
  import_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  advanced_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, importer_id, import_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The rows of an import that were not taken, kept with the advance past them. line: of the client's file. problem: as in
-- adagio.progress.v1.RowProblem. Nothing that a row held.
CREATE TABLE import_rejection (
  practice_id BINARY(16) NOT NULL,
  importer_id BINARY(16) NOT NULL,
  import_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL,
  line BIGINT NOT NULL,
  problem TINYINT NOT NULL,
  PRIMARY KEY (practice_id, importer_id, import_id, position)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE ON adagio_progress.import TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT ON adagio_progress.import_rejection TO 'adagio_progress'@'localhost';
