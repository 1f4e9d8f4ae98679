-- The practices' keys, each sealed by the root key. Kept and backed up apart from what they protect: without this schema
-- or without the root key nothing sealed can be read again.

-- key_id: the one in the header of what the key sealed; 1 for the first. Rows are never changed.
CREATE TABLE practice_key (
  practice_id BINARY(16) NOT NULL,
  key_id BIGINT NOT NULL,
  wrapped VARBINARY(128) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, key_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT ON adagio_keyring.practice_key TO 'adagio_keyring'@'localhost';
