-- Everybody who gave somebody a role: a role that an author of a statement gave does not count for its words, unless somebody
-- else gave it too.

create table role_given (
    -- Where it holds: `company`, or an incident, `INC-7`.
    scope text not null,
    role text not null,
    platform text not null,
    person text not null,
    -- holder, deputy
    seat text not null,
    given_by text not null,
    given_at bigint not null,
    primary key (scope, role, platform, person, seat, given_by)
);
insert into role_given (scope, role, platform, person, seat, given_by, given_at)
    select 'company', role, platform, person, seat, added_by, added_at from roster;
insert into role_given (scope, role, platform, person, seat, given_by, given_at)
    select 'INC-' || incident_id, role, platform, person, 'holder', given_by, given_at from incident_role;
