-- How the answers of an administration were given. 1: on screen; 2: on a paper form; 3: to a clinician who asked; 4: in
-- another system.
ALTER TABLE administration
  ADD COLUMN provenance TINYINT NOT NULL DEFAULT 1 CHECK (provenance BETWEEN 1 AND 4);

-- Instruments that a practice defined, each version once and never changed: what was begun with one ends with it.
-- definition: an Instrument of the contract, in bytes; it says nothing about anybody.
CREATE TABLE instrument_definition (
  practice_id BINARY(16) NOT NULL,
  instrument VARCHAR(64) NOT NULL,
  version INT NOT NULL,
  definition MEDIUMBLOB NOT NULL,
  defined_by BINARY(16) NOT NULL,
  defined_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, instrument, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_progress.instrument_definition TO 'adagio_progress'@'localhost';
