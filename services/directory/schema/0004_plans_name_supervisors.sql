-- A safety plan names who supervises its author at that moment.

GRANT SELECT ON adagio_directory.supervision TO 'adagio_intake'@'localhost';
