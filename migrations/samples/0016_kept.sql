insert into inbox (key, received_at, event, attempts, due_at) values
    ('slack:trigger:1.2.x', 1795000000000006, '{"v":1,"is":{"key":"slack:trigger:1.2.x","at":"2026-11-18T15:06:40Z","person":{"platform":"slack","user":"U1"},"place":{"platform":"slack","channel":"C1"},"locale":null,"name":"O''Brien 雲","roles":{},"what":{"asked":{"words":"note \"late\" Νίμβος"}}}}', 0, 1795000030000006),
    ('discord:interaction:9', 1795000000000007, null, 2, null);
