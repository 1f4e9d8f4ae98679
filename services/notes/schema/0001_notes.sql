-- Sessions and their progress notes. What says anything clinical is sealed; versions are those of the unit's guard.

-- kind 1: with all partners; 2: with partner_id alone. Locked once and never unlocked.
CREATE TABLE session (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  kind TINYINT NOT NULL CHECK (kind IN (1, 2)),
  partner_id BINARY(16) NULL,
  held_at DATETIME(6) NOT NULL,
  opened_by BINARY(16) NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  locked_by BINARY(16) NULL,
  locked_at DATETIME(6) NULL,
  PRIMARY KEY (practice_id, unit_id, session_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The draft of a session's one progress note. Once it is signed, what was signed is in `entry` and this row rests.
CREATE TABLE note (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  note_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  author_id BINARY(16) NOT NULL,
  drafted_at DATETIME(6) NOT NULL,
  revision BIGINT NOT NULL,
  content MEDIUMBLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, note_id),
  UNIQUE KEY by_session (practice_id, unit_id, session_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What was put down for ever about a note. Rows are added and never changed, and the service may do nothing else.
-- kind 1: the signature with the note as it was signed (entry_id: the note's, so there is one); 2: an addendum; 3: a
-- co-signature (entry_id: the supervisor's, so there is one of each); 4: a comment, which has no signature.
CREATE TABLE entry (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  note_id BINARY(16) NOT NULL,
  kind TINYINT NOT NULL CHECK (kind BETWEEN 1 AND 4),
  entry_id BINARY(16) NOT NULL,
  author_id BINARY(16) NOT NULL,
  entered_version BIGINT NOT NULL,
  entered_at DATETIME(6) NOT NULL,
  content MEDIUMBLOB NOT NULL,
  signature VARBINARY(64) NOT NULL,
  public_key VARBINARY(32) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, note_id, kind, entry_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE (locked_by, locked_at) ON adagio_notes.session TO 'adagio_notes'@'localhost';
GRANT SELECT, INSERT, UPDATE (revision, content) ON adagio_notes.note TO 'adagio_notes'@'localhost';
GRANT SELECT, INSERT ON adagio_notes.entry TO 'adagio_notes'@'localhost';

-- What every service needs of the spine, the audit and the outbox.
GRANT SELECT ON adagio_spine.relation TO 'adagio_notes'@'localhost';
GRANT SELECT, UPDATE ON adagio_spine.unit_guard TO 'adagio_notes'@'localhost';
GRANT SELECT, INSERT, DELETE ON adagio_spine.request TO 'adagio_notes'@'localhost';
GRANT SELECT, INSERT, UPDATE ON adagio_spine.worklist TO 'adagio_notes'@'localhost';
GRANT INSERT ON adagio_audit.record TO 'adagio_notes'@'localhost';
GRANT INSERT ON adagio_events.outbox TO 'adagio_notes'@'localhost';
