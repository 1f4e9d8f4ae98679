-- Progress's own tables. What says anything clinical is sealed with the partner as its subject; versions are those of the
-- unit's guard.

-- One row a version of an administration. series_id: the administration_id of its first version; number: 1, then one more
-- a correction. Versions are never edited once submitted. entered_by: who saves its answers, the partner (role 1) or a
-- therapist on the partner's behalf (role 2). answers: while open and after, sealed. score: sealed, with submitted_at.
CREATE TABLE administration (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  administration_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  instrument VARCHAR(64) NOT NULL,
  instrument_version INT NOT NULL,
  series_id BINARY(16) NOT NULL,
  number INT NOT NULL,
  entered_by BINARY(16) NOT NULL,
  entered_role TINYINT NOT NULL CHECK (entered_role IN (1, 2)),
  occurred_at DATETIME(6) NOT NULL,
  started_at DATETIME(6) NOT NULL,
  started_version BIGINT NOT NULL,
  submitted_at DATETIME(6) NULL,
  answers BLOB NOT NULL,
  score BLOB NULL,
  PRIMARY KEY (practice_id, unit_id, administration_id),
  KEY by_partner (practice_id, unit_id, partner_id, instrument, occurred_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- A partner's course on one instrument, kept in the transaction of every submission, so that a report reads no history.
-- scores: baseline, latest and best, sealed; whether they are a change is judged when they are read, by the figures that
-- count then. measure_id names the row in the worklist. scored: how many administrations count, corrections once.
-- due_at: when the next is expected; none for an instrument without a rhythm.
CREATE TABLE summary (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  instrument VARCHAR(64) NOT NULL,
  measure_id BINARY(16) NOT NULL,
  scored INT NOT NULL,
  baseline_at DATETIME(6) NOT NULL,
  latest_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NULL,
  scores BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, partner_id, instrument)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What an answer to a safety item raised. hold_id: the provisional hold it placed in the spine; whether that stands is
-- known there alone. content: the item and its answer, sealed.
CREATE TABLE alert (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  alert_id BINARY(16) NOT NULL,
  partner_id BINARY(16) NOT NULL,
  administration_id BINARY(16) NOT NULL,
  hold_id BINARY(16) NOT NULL,
  raised_at DATETIME(6) NOT NULL,
  raised_version BIGINT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (practice_id, unit_id, alert_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What clinicians did about an alert; rows are added and never changed. act 1: acknowledged; 2: triaged, its hold kept; 3:
-- triaged, its hold released. reason: sealed, empty for act 1.
CREATE TABLE alert_act (
  practice_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  alert_id BINARY(16) NOT NULL,
  act TINYINT NOT NULL CHECK (act IN (1, 2, 3)),
  clinician_id BINARY(16) NOT NULL,
  reason BLOB NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, unit_id, alert_id, act)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The figures a practice supplies for an instrument. The row of the greatest version counts; version: the practice's guard.
-- figures: decimal numbers by name; they say nothing about anybody.
CREATE TABLE reference_figures (
  practice_id BINARY(16) NOT NULL,
  instrument VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  figures VARCHAR(1000) NOT NULL,
  supplied_by BINARY(16) NOT NULL,
  supplied_at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, instrument, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

GRANT SELECT, INSERT, UPDATE ON adagio_progress.administration TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT, UPDATE ON adagio_progress.summary TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT ON adagio_progress.alert TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT ON adagio_progress.alert_act TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT ON adagio_progress.reference_figures TO 'adagio_progress'@'localhost';

-- Of the spine, what a score and a hold need. Nothing of homework's: no decline and no pause can enter a score.
GRANT SELECT ON adagio_spine.practice TO 'adagio_progress'@'localhost';
GRANT SELECT ON adagio_spine.relation TO 'adagio_progress'@'localhost';
GRANT SELECT ON adagio_spine.acknowledgement TO 'adagio_progress'@'localhost';
GRANT SELECT, UPDATE ON adagio_spine.unit_guard TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT, DELETE ON adagio_spine.request TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT, UPDATE ON adagio_spine.hold TO 'adagio_progress'@'localhost';
GRANT SELECT, INSERT, UPDATE ON adagio_spine.worklist TO 'adagio_progress'@'localhost';
GRANT INSERT ON adagio_audit.record TO 'adagio_progress'@'localhost';
GRANT INSERT ON adagio_events.outbox TO 'adagio_progress'@'localhost';
