-- What happened, on its way to those who watch. An event names a resource and never tells what it holds.

-- Written in the transaction of the change; emptied by the sequencer.
CREATE TABLE outbox (
  practice_id BINARY(16) NOT NULL,
  event_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  type VARCHAR(64) NOT NULL,
  resource_id BINARY(16) NOT NULL,
  revision BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, event_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The events of a practice in one order. position: from 1, without gaps.
CREATE TABLE feed (
  practice_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL CHECK (position > 0),
  event_id BINARY(16) NOT NULL,
  unit_id BINARY(16) NOT NULL,
  type VARCHAR(64) NOT NULL,
  resource_id BINARY(16) NOT NULL,
  revision BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (practice_id, position),
  UNIQUE KEY once (practice_id, event_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The last position given in a practice. Changed first in every transaction that gives positions: whoever gives them waits
-- here, so that no two sequencers can, whatever the lease says.
CREATE TABLE feed_end (
  practice_id BINARY(16) NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (practice_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- not of a practice: one process sequences for all practices of this database at a time.
CREATE TABLE lease (
  name VARCHAR(40) NOT NULL,
  holder BINARY(16) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO lease (name, holder, expires_at) VALUES ('sequencer', REPEAT(CHAR(0), 16), '1970-01-01 00:00:00.000000');

GRANT INSERT ON adagio_events.outbox TO 'adagio_directory'@'localhost', 'adagio_intake'@'localhost', 'adagio_homework'@'localhost';
GRANT SELECT, DELETE ON adagio_events.outbox TO 'adagio_events'@'localhost';
GRANT SELECT, INSERT ON adagio_events.feed TO 'adagio_events'@'localhost';
GRANT SELECT, INSERT, UPDATE ON adagio_events.feed_end TO 'adagio_events'@'localhost';
GRANT SELECT, UPDATE ON adagio_events.lease TO 'adagio_events'@'localhost';
