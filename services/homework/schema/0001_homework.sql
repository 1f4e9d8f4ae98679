-- Homework's own tables. What says anything clinical is sealed; versions are those of the unit's guard; participants are
-- the sorted 16-byte ids of partners, one after the other. What an assignment is at a moment is stored nowhere.

-- One row a set of participants. activities: of the version in force, sealed. record: its joint terms, overlap and draft,
-- sealed.
CREATE TABLE agreement (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  agreement_id BINARY(16) NOT NULL,
  participants VARBINARY(128) NOT NULL,
  released_version BIGINT NOT NULL,
  review_at DATETIME(6) NULL,
  activities BLOB NOT NULL,
  record MEDIUMBLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, agreement_id),
  UNIQUE KEY by_participants (practice_id, unit_id, participants)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One participant's side of an agreement: live stances, and what the next release may show. Sealed for that partner.
CREATE TABLE stances (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  agreement_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  stances BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, agreement_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE approval (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  agreement_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  shown BLOB NOT NULL,
  given_version BIGINT NOT NULL,
  PRIMARY KEY (practice_id, unit_id, agreement_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ladder (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  ladder_id BINARY(16) NOT NULL,
  participants VARBINARY(128) NOT NULL,
  steps BLOB NOT NULL,
  built_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, ladder_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The discomfort one partner foresees at the steps of a ladder. Sealed for that partner.
CREATE TABLE foreseen (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  ladder_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  suds BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, ladder_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE assignment (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  assignment_id BINARY(16) NOT NULL,
  participants VARBINARY(128) NOT NULL,
  ladder_id BINARY(16) NOT NULL,
  terms BLOB NOT NULL,
  starts_at DATETIME(6) NOT NULL,
  ends_at DATETIME(6) NOT NULL,
  occurrences INT NOT NULL,
  usual_seconds INT NOT NULL,
  shorter_seconds INT NOT NULL,
  offered_at DATETIME(6) NOT NULL,
  offered_version BIGINT NOT NULL,
  stopped_version BIGINT NOT NULL,
  paused_by_therapist TINYINT NOT NULL,
  completed TINYINT NOT NULL,
  closed TINYINT NOT NULL,
  PRIMARY KEY (practice_id, unit_id, assignment_id),
  KEY by_end (practice_id, unit_id, ends_at),
  KEY by_offer (practice_id, unit_id, offered_version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The latest answer of each participant. Sealed for that partner.
CREATE TABLE answer (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  assignment_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  answer BLOB NOT NULL,
  version BIGINT NOT NULL,
  answered_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, assignment_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE check_in (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  assignment_id BINARY(16) NOT NULL,
  check_in_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, assignment_id, check_in_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What a partner's declines let rest. Sealed for that partner.
CREATE TABLE decline (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  declines BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE threshold (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  stress BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE ON adagio_homework.* TO 'adagio_homework'@'localhost';
