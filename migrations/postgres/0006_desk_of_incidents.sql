-- Who is there for what, before and in an incident.

-- The company's roster.
create table roster (
    role text not null,
    platform text not null,
    person text not null,
    seat text not null check (seat in ('holder', 'deputy')),
    added_by text not null,
    added_at bigint not null,
    primary key (role, platform, person)
);

-- Each role of an incident is held by one person at a time; who held it before is in the timeline.
create table incident_role (
    incident_id bigint not null references incident (id),
    role text not null,
    platform text not null,
    person text not null,
    given_by text not null,
    given_at bigint not null,
    primary key (incident_id, role)
);
