-- Sample rows, valid on both engines: see migrations/README.md.

insert into task (incident_id, step, version, after_step, minutes, texts, role, platform, person, due_at, state, by_person, at, reason, reminded, added_by, added_at) values
    (1, 'complaint/remedy', 3, 'complaint/case', 120, '{"bg":"Решете как","zh-Hant":"決定補救方式"}', 'executive', null, null, null, 'waiting', null, null, null, 0, 'squall', 1795000140000000),
    (1, null, null, null, null, '{"":"Call the ''plant''"}', null, 'slack', 'U012ABC', 1795000200000000, 'skipped', 'sandbox:mia', 1795000150000000, 'δεν χρειάζεται', 1, 'sandbox:mia', 1795000140000001);
