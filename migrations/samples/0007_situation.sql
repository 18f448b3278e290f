-- Sample rows, valid on both engines: see migrations/README.md.

insert into situation (incident_id, watch_id, since, usual, usual_negative, looked_at, calm_since, figures) values
    (1, 1, 1795000000000000, 12.25, 0.5, 1795000300000000, null, '{"voices": 62, "reach": 9100000000}'),
    (2, null, 1795000000000000, 0, 0, 1795000000000000, 1795000000000001, '{}');

insert into incident_statement (incident_id, at) values
    (1, 1795000200000000);

insert into proposal (incident_id, kind, severity, instead_of, reasons, made_at, state, decided_by, decided_at) values
    (1, 'severity', 9, 7, '[{"row": "scope", "figure": 1, "points": 5}]', 1795000300000000, 'dismissed', 'sandbox:mia', 1795000310000000),
    (1, 'resolve', 7, 7, '[]', 1795000400000000, 'open', null, null);

insert into evidence (incident_id, mention_id, platform, author, text, url, language, followers, reach, said_at, hash, kept_by, kept_at) values
    (1, 1, 'news', 'Il Giornale ''d''Esempio', '玻璃 в бутилката! @everyone', 'https://giornale.example.it/1', 'zh-Hant', 9100, 120000, -1, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'squall', 1795000300000000),
    (1, null, 'slack', 'nikos', '', null, 'und', null, null, 1795000000000000, '', 'slack:U012', 1795000300000001);
