-- Sample rows, valid on both engines: see migrations/README.md.

insert into roster (role, platform, person, seat, added_by, added_at) values
    ('legal', 'sandbox', 'nikos', 'holder', 'sandbox:mia', 1795000000000000),
    ('legal', 'slack', 'U012ABC', 'deputy', 'sandbox:mia', 1795000000000001);

insert into incident_role (incident_id, role, platform, person, given_by, given_at) values
    (1, 'lead', 'sandbox', 'mia', 'sandbox:mia', 1795000130000000);
