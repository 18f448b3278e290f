-- What the public does while the team works on an incident, what is proposed because of it, and what is kept of it.

create table situation (
    incident_id integer not null primary key references incident (id),
    -- What hears of it; null when nobody said.
    watch_id integer references watch (id),
    -- From then on what the public says belongs to it.
    since integer not null,
    -- Voices and negative ones of a usual hour.
    usual real not null,
    usual_negative real not null,
    looked_at integer not null,
    -- Since when it has been as usual.
    calm_since integer,
    -- What was heard, as JSON.
    figures text not null
) strict;
create index situation_of_watch on situation (watch_id, incident_id);

-- When the team spoke in public.
create table incident_statement (
    incident_id integer not null references incident (id),
    at integer not null,
    primary key (incident_id, at)
) strict;

-- What the bot proposes, for people to accept or to dismiss.
create table proposal (
    id integer primary key,
    incident_id integer not null references incident (id),
    kind text not null check (kind in ('severity', 'resolve')),
    -- The severity that is proposed, and the one that it was proposed for.
    severity integer not null,
    instead_of integer not null,
    -- Why, as JSON.
    reasons text not null,
    made_at integer not null,
    state text not null check (state in ('open', 'accepted', 'dismissed', 'overtaken')),
    decided_by text,
    decided_at integer
) strict;
create index proposal_of_incident on proposal (incident_id, id);

-- Words of the public as they stood, whatever becomes of them where they were said.
create table evidence (
    id integer primary key,
    incident_id integer not null references incident (id),
    -- The stored mention, when it is one.
    mention_id integer,
    platform text not null,
    author text not null,
    text text not null,
    url text,
    language text not null,
    followers integer,
    reach integer,
    said_at integer not null,
    -- SHA-256 of what was said, by whom, where and when.
    hash text not null,
    kept_by text not null,
    kept_at integer not null,
    unique (incident_id, hash)
) strict;
