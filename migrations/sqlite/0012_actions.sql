-- What a team does after an incident so that the next one goes better.

create table action_item (
    id integer primary key,
    incident_id integer not null references incident (id),
    -- In a person's words.
    text text not null,
    -- Whose it is.
    platform text not null,
    person text not null,
    due_at integer not null,
    -- open, done, dropped
    state text not null,
    -- Who did or dropped it, when, and why.
    by_person text,
    at integer,
    reason text,
    -- Reminders that are behind it.
    reminded integer not null,
    added_by text not null,
    added_at integer not null
) strict;
create index action_incident on action_item (incident_id, id);
create index action_open on action_item (due_at, id) where state = 'open';
