-- Journal entries (kind 1) and victories (kind 2), sealed for their writer. shared_version 0: not shared; readers: the other
-- partners it is shared with, sorted 16-byte ids.
CREATE TABLE private_entry (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  kind TINYINT NOT NULL CHECK (kind IN (1, 2)),
  entry_id BINARY(16) NOT NULL,
  writer_id BINARY(16) NOT NULL,
  written_version BIGINT NOT NULL,
  written_at DATETIME(6) NOT NULL,
  content MEDIUMBLOB NOT NULL,
  shared_version BIGINT NOT NULL,
  readers VARBINARY(128) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, kind, entry_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which fields of a check-in its writer shares: bit n is field n of the contract's enum.
CREATE TABLE shared_check_in (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  check_in_id BINARY(16) NOT NULL,
  fields INT NOT NULL,
  shared_version BIGINT NOT NULL,
  PRIMARY KEY (practice_id, unit_id, check_in_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The numbers of a ladder's steps in their order, with their labels, and its baseline; sealed. NULL: as it was built.
ALTER TABLE ladder ADD COLUMN shape BLOB NULL;
