-- Sample rows, valid on both engines: see migrations/README.md.

insert into report (incident_id, number, cause, by_person, at, summary, facts, hash) values
    (1, 1, 'written', 'squall', 1795500000000000, '{"what":"","why":"","lessons":""}', '{"id":"INC-1"}', '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'),
    (1, 2, 'edited', 'sandbox:mia', 1795500000000001, '{"what":"Il fumo, «it''s over»","why":"Κακή παρτίδα","lessons":"打電話"}', '{"id":"INC-1"}', '');
