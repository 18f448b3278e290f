-- Sample rows, valid on both engines: see migrations/README.md.

insert into fault (work, in_table, in_row, cause, since, tries, again_at, told_at) values
    ('judging', 'watch', 'W-1', 'row 7 of alert can''t be read: its JSON ends too early', 1795000000000000, 3, 1795000040000000, 1795000001000000),
    ('timers', 'timer', '2', 'δεν διαβάζεται', 1795000000000001, 1, 1795000010000000, null);
