-- Sample rows, valid on both engines: see migrations/README.md.

insert into action_item (incident_id, text, platform, person, due_at, state, by_person, at, reason, reminded, added_by, added_at) values
    (1, 'Un secondo numero verde: "0800"', 'slack', 'U012', 1796000000000000, 'open', null, null, null, 1, 'slack:U012', 1795000000000000),
    (1, 'Втори канал · 第二熱線', 'sandbox', 'mia', 1796000000000000, 'dropped', 'sandbox:mia', 1795500000000000, 'It''s too dear', 0, 'sandbox:mia', 1795000000000000);
