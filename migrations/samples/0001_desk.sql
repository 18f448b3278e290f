-- Sample rows, valid on both engines: see migrations/README.md.

insert into errand (key, conversation, effect, target, body, about, subject, state, attempts, due_at, held_by, held_until, error, message, created_at, done_at) values
    ('alert:A-1:sandbox:crisis:card:1', 'sandbox:crisis', 'post', '{"card": {"subject": "A-1", "channel": {"platform": "sandbox", "channel": "crisis"}}}', '{"post": {"summary": "A-1", "blocks": [], "tone": "danger"}}', 'alert', 'A-1', 'sent', 1, 1795000000000000, null, null, null, 'm1', 1795000000000000, 1795000001000000),
    ('alert:A-1:sandbox:crisis:thread', 'sandbox:crisis', 'thread', '{"card_thread": {"subject": "A-1", "channel": {"platform": "sandbox", "channel": "crisis"}}}', '{"title": "A-1 Нимбус · 雲"}', 'alert', 'A-1', 'sending', 2, 1795000000000000, 'squall-1', 1795000120000000, 'the sandbox is busy', null, 1795000000000000, null);

insert into card (subject, platform, channel, message, thread, writes) values
    ('A-1', 'sandbox', 'crisis', 'm1', null, 1),
    ('INC-1', 'slack', 'C012', null, null, 0);

insert into inbox (key, received_at) values
    ('webhook:listener:msg_1', 1795000000000000),
    ('sandbox:42', 1795000000000005);

-- The hashes are SHA-256 over the fields, as netstrings (src/store/ledger.rs).
insert into ledger (seq, at, actor, action, subject, detail, prev_hash, hash) values
    (1, 1795000060000000, 'sandbox:mia', 'alert.acknowledged', 'A-1', '{}', '', 'cde41d417111a2058d645fbb079339382b2100f0a90e1af3533b6c8615f085e7'),
    (2, 1795000120000000, 'sandbox:mia', 'alert.opened', 'A-1', '{}', 'cde41d417111a2058d645fbb079339382b2100f0a90e1af3533b6c8615f085e7', '79acb6104cf7e6400b8fef2512d261d8047987832eb0e087511384d9c4478312');
update ledger_head set seq = 2, hash = '79acb6104cf7e6400b8fef2512d261d8047987832eb0e087511384d9c4478312' where id = 1;

insert into lease (name, holder, epoch, held_until) values
    ('judge', 'squall-1', 3, 1795000060000000);

insert into timer (kind, subject, payload, due_at, fired_at) values
    ('alert.wake', 'A-1', '', 1795003600000000, null),
    ('alert.speak', 'A-2', '', 1795000000000000, 1795000000000001);

insert into setting (scope, name, value) values
    ('channel:sandbox:crisis', 'language', 'bg'),
    ('watches', 'generation', '2');
