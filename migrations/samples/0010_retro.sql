-- Sample rows, valid on both engines: see migrations/README.md.

insert into survey (incident_id, detail, seats, sheets, opened_at, closes_at) values
    (1, '{"questions":[{"id":"learned","takes":"text","ask":{"en":"What did we learn?","zh-Hant":"我們學到了什麼？"}}],"anonymous":true,"least":4,"state":"open"}', '{"sandbox:mia":{"role":"legal","reply":"answered"},"slack:U1":{"role":null,"reply":"later"}}', '{"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824":{"role":null,"answers":{"learned":"È colpa nostra: it''s the \"plan\""}}}', 1795000000000000, 1795400000000000);
