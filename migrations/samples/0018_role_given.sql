-- Sample rows, valid on both engines: see migrations/README.md.

insert into role_given (scope, role, platform, person, seat, given_by, given_at) values
    ('company', 'legal', 'slack', 'U012', 'deputy', 'slack:U''Ω', 1795000000000000),
    ('INC-1', 'scribe', 'discord', '1432797553862115337', 'holder', 'discord:roles', -1);
