-- Sample rows, valid on both engines: see migrations/README.md.

insert into statement_variant (statement_id, number, channel, language, words) values
    (1, 2, 'bluesky', 'en', 'It''s our fault, and we are sorry: "Nimbus" closes.'),
    (1, 2, 'line', 'zh-Hant', '是我們的錯，我們深感抱歉。');

insert into delegation (of_person, to_person, from_at, until_at, given_at, ended_at) values
    ('slack:U1', 'lena', 1795000000000000, 1795600000000000, 1794990000000000, null),
    ('discord:81384788765712384', 'slack:U2', 1795000000000000, 1795000000000001, 1795000000000000, 1795000000000000);

insert into template_approval (name, language, hash, statement_id, approved_at, until_at) values
    ('holding', 'el', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824', 1, 1795000000000000, 1810000000000000);

insert into promise (statement_id, words, due_at, kept_at) values
    (1, 'entro le 18:00', 1795010000000000, null),
    (2, '兩小時內', 1795020000000000, 1795015000000000);
