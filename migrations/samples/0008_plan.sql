-- Sample rows, valid on both engines: see migrations/README.md.

insert into task (incident_id, step, version, after_step, minutes, texts, role, platform, person, due_at, state, by_person, at, reason, reminded, added_by, added_at) values
    (1, 'complaint/remedy', 3, 'complaint/case', 120, '{"bg":"Решете как","zh-Hant":"決定補救方式"}', 'executive', null, null, null, 'waiting', null, null, null, 0, 'squall', 1795000140000000),
    (1, null, null, null, null, '{"":"Call the ''plant''"}', null, 'slack', 'U012ABC', 1795000200000000, 'skipped', 'sandbox:mia', 1795000150000000, 'δεν χρειάζεται', 1, 'sandbox:mia', 1795000140000001);

insert into escalation (incident_id, severity_from, begun_at, gone, state, by_person, at) values
    (1, 7, 1795000140000000, 2, 'acknowledged', 'slack:U012ABC', 1795000160000000);

insert into oncall_swap (rota, platform, person, from_at, until_at, by_person) values
    ('Дежурни ''нощ''', 'sandbox', 'nikos', 1795000140000000, 1795028940000000, 'sandbox:mia');

insert into speaker (platform, person, languages, topics, backup_platform, backup, trained_on) values
    ('sandbox', 'nikos', 'el,zh-Hant', 'ανακλήσεις, 召回', 'sandbox', 'mia', '2026-01-31'),
    ('slack', 'U012ABC', '', '', null, null, null);

insert into reply (incident_id, said, state, by_person, at, words, added_by, added_at) values
    (1, '@ana: къде е ''пратката''?', 'answered', 'sandbox:mia', 1795000160000000, '我們正在處理', 'sandbox:nikos', 1795000150000000),
    (1, 'https://social.example/1', 'open', null, null, null, 'slack:U012ABC', 1795000150000001);
