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

-- How far telling people about an incident has got.
create table escalation (
    incident_id integer not null primary key references incident (id),
    -- Of the level that it goes by.
    severity_from integer not null,
    begun_at integer not null,
    gone integer not null,
    state text not null check (state in ('paging', 'acknowledged', 'unanswered', 'over')),
    by_person text,
    at integer
) strict;

-- Somebody takes over on call for a while.
create table oncall_swap (
    id integer primary key,
    rota text not null,
    platform text not null,
    person text not null,
    from_at integer not null,
    until_at integer not null,
    by_person text not null
) strict;

-- Who speaks for the company.
create table speaker (
    platform text not null,
    person text not null,
    -- Tags with commas between; all when empty.
    languages text not null,
    topics text not null,
    backup_platform text,
    backup text,
    -- A day: 2026-01-31.
    trained_on text,
    primary key (platform, person)
) strict;

-- What the public said in an incident and what wants an answer.
create table reply (
    id integer primary key,
    incident_id integer not null references incident (id),
    said text not null,
    state text not null check (state in ('open', 'claimed', 'answered', 'let_be')),
    by_person text,
    at integer,
    -- What was answered.
    words text,
    added_by text not null,
    added_at integer not null
) strict;
