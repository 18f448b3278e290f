-- Sample rows, valid on both engines: see migrations/README.md.

insert into timeline (incident_id, at, kind, by_person, text, detail, link, source, added_at, removed_at, removed_by) values
    (1, 1795000120000000, 'done', 'sandbox:mia', '', '{"key": "timeline-did-opened", "values": []}', null, null, 1795000120000000, null, null),
    (1, 1795000130000000, 'note', 'sandbox:leo', 'Обадихме се в завода, it''s glass 玻璃', '{}', null, null, 1795000130000000, null, null),
    (1, 1795000125000000, 'message', 'sandbox:mia', '@everyone <!channel> ντροπή', '{"author": "leo"}', 'https://chat.example/1', 'sandbox:crisis:1-7', 1795000140000000, 1795000150000000, 'sandbox:mia');
