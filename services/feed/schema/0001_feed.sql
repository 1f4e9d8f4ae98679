-- The feed keeps nothing of its own: it reads what the sequencer has put in order, and who treats which unit.

GRANT SELECT ON adagio_events.feed TO 'adagio_feed'@'localhost';
GRANT SELECT ON adagio_events.feed_end TO 'adagio_feed'@'localhost';
GRANT SELECT ON adagio_spine.relation TO 'adagio_feed'@'localhost';
GRANT SELECT ON adagio_spine.unit_guard TO 'adagio_feed'@'localhost';
