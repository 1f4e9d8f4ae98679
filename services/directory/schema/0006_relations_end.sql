-- A supervision is ended by its row.

GRANT UPDATE (ended_at) ON adagio_directory.supervision TO 'adagio_directory'@'localhost';
