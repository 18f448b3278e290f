-- Sample rows, valid on both engines: see migrations/README.md.

insert into statement (incident_id, kind, channel, language, sensitive, severity, place, vetoed, state, detail, revision, drafted_by, drafted_at, updated_at) values
    (1, 'apology', 'x', 'it', 1, 7, '{"channel":{"platform":"sandbox","channel":"crisis"},"under":"A-1"}', '["2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"]', 'draft', '{"draft":{"after":{"vetoed":{"by":"sandbox:leo","why":"it''s not true"}}}}', 2, 'sandbox:mia', 1795000000000000, 1795000060000000),
    (null, 'holding', 'press', 'zh-Hant', 0, 5, '{"channel":{"platform":"slack","channel":"C012"},"under":null}', '[]', 'withdrawn', '{"withdrawn":{"by":"slack:U1","at":"2026-11-18T12:00:00Z","why":"","was":null}}', 1, 'slack:U1', 1795000000000000, 1795000000000001);

insert into statement_revision (statement_id, number, author, at, words, hash) values
    (1, 1, 'sandbox:mia', 1795000000000000, 'hello', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'),
    (1, 2, 'sandbox:leo', 1795000060000000, 'È colpa nostra, e ci scusiamo: "Nimbus" chiude.', 'aa'),
    (2, 1, 'slack:U1', 1795000000000000, '我們知道了。', 'bb');
