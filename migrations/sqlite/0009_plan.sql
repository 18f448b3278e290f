-- What a team plans before a crisis, and does of it in one.

-- A task of an incident: a step of its playbook as it was then, or something that a person added.
create table task (
    id integer primary key,
    incident_id integer not null references incident (id),
    -- complaint/contact; none when a person added it.
    step text,
    version integer,
    after_step text,
    minutes integer,
    -- By language; a person's own words under an empty one.
    texts text not null,
    role text,
    platform text,
    person text,
    due_at integer,
    state text not null check (state in ('waiting', 'open', 'done', 'skipped', 'dropped')),
    by_person text,
    at integer,
    reason text,
    reminded integer not null,
    added_by text not null,
    added_at integer not null,
    unique (incident_id, step)
) strict;
