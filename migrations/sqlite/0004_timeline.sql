-- What happened in an incident, in order.

create table timeline (
    id integer primary key,
    incident_id integer not null references incident (id),
    at integer not null,
    kind text not null check (kind in ('note', 'message', 'done')),
    by_person text not null,
    text text not null,
    -- The author of a message; the sentence of what was done, with its values. JSON.
    detail text not null,
    link text,
    -- The message of the chat that it was taken from.
    source text,
    added_at integer not null,
    removed_at integer,
    removed_by text,
    unique (incident_id, source)
) strict;
create index timeline_in_order on timeline (incident_id, at, id);
create index timeline_of_message on timeline (source);
