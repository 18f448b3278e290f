-- Sample rows, valid on both engines: see migrations/README.md.

insert into tally_part (watch_id, bucket_start, dimension, value, total, negative, positive) values
    (1, 1795000200000000, 'country', 'GR', 3, 2, 0);

update mention set country = 'IT' where id = 1;
