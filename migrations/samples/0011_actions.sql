-- Sample rows, valid on both engines: see migrations/README.md.

insert into action_item (incident_id, text, platform, person, due_at, state, by_person, at, reason, reminded, added_by, added_at) values
    (1, 'Un secondo numero verde: "0800"', 'slack', 'U012', 1796000000000000, 'open', null, null, null, 1, 'slack:U012', 1795000000000000),
    (1, 'Втори канал · 第二熱線', 'sandbox', 'mia', 1796000000000000, 'dropped', 'sandbox:mia', 1795500000000000, 'It''s too dear', 0, 'sandbox:mia', 1795000000000000);

insert into recovery_checkin (incident_id, days, since, due_at, state, by_person, at, figures) values
    (1, 7, 1795000000000000, 1795604800000000, 'not_yet', 'slack:U012', 1795605000000000, '{"day":{"voices":12.5,"negative":3,"total":14},"usual":{"voices":0.5,"negative":0.1}}'),
    (1, 30, 1795000000000000, 1797592000000000, 'planned', null, null, null);

insert into playbook_change (action_id, incident_id, playbook, what, base, state, by_person, at, proposed_by, proposed_at) values
    (1, 1, 'defect', '{"key":null,"texts":{"it":"Attivare il secondo numero \"verde\""},"owner":"support","minutes":90}', 1, 'approved', 'sandbox:mia', 1795600000000000, 'slack:U012', 1795500000000000),
    (1, 1, 'every', '{"key":"facts","texts":{"zh-Hant":"先記下已知的事"},"owner":null,"minutes":null}', 2, 'proposed', null, null, 'sandbox:leo', 1795500000000000);

insert into playbook_version (playbook, version, text, by_person, at) values
    ('defect', 2, 'version = 2

[[task]]
key = "act-1"
it = ''Attivare il "secondo" numero''
', 'sandbox:mia', 1795600000000000);

insert into debrief (incident_id, at, guests, summary, held_by, held_at, called_by) values
    (1, 1795700000000000, '{"sandbox:mia":{"comes":true,"was_there":true},"slack:U012":{"comes":null,"was_there":false}}', 'Закъсняхме с час · we''ll call earlier', 'sandbox:mia', 1795703600000000, 'sandbox:mia'),
    (1, 1796700000000000, '{}', null, null, null, 'slack:U012');
