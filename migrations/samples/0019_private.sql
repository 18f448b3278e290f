-- Sample rows, valid on both engines: see migrations/README.md.

update incident set private = 1 where id = (select min(id) from incident);
