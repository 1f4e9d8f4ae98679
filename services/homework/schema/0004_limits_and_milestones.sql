-- What a partner says of their own state: what speaks against activities, and a day set aside. Sealed for that partner.
CREATE TABLE own_limits (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  limits BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The coaching plan. reached_at NULL: not reached; gone 1: let go.
CREATE TABLE milestone (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  milestone_id BINARY(16) NOT NULL,
  participants VARBINARY(128) NOT NULL,
  noted_version BIGINT NOT NULL,
  reached_at DATETIME(6) NULL,
  gone TINYINT NOT NULL CHECK (gone IN (0, 1)),
  content BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, milestone_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
