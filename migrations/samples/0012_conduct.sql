-- Sample rows, valid on both engines: see migrations/README.md.

insert into measure (incident_id, kind, what, why, basis, owner, minutes, needs, due_at, state, people, by_person, at, over_by, over_at, over_why) values
    (1, 'hold', '', 'Οικογένεια ''ενημερώνεται''', '', null, 120, 0, 1795000200000000, 'holds', '[]', 'sandbox:mia', 1795000140000000, null, null, null),
    (1, 'shut', 'Instagram', '威脅員工', '', null, 4320, 3, null, 'over', '[["sandbox:mia","yes"],["slack:U012ABC","no"]]', 'sandbox:mia', 1795000140000001, 'sandbox:nikos', 1795000160000000, 'не е нужно'),
    (1, 'inform', 'Инвеститори', '', '', 'slack:U012ABC', 240, 0, 1795014540000000, 'holds', '[]', 'sandbox:mia', 1795000140000002, null, null, null);

insert into incident_line (incident_id, name, detail) values
    (1, 'tasks', '{"key":"task-card","values":[["count",{"number":3}]]}'),
    (1, 'C-1', '{"key":"measure-line-hold","values":[["to",{"time":"2026-11-18T20:03:20Z"}]]}');

insert into evidence_change (evidence_id, at, text) values
    (1, 1795000150000000, '改過的 ''話'''),
    (1, 1795000160000000, null);
