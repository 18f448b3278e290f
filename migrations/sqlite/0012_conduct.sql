-- What the team decides about its conduct; lines that other parts put on an incident's card; what became of kept words.

-- A decision about how the team speaks: a pause, a deletion, a closed channel, a briefing, a fact, an audience.
create table measure (
    id integer primary key,
    incident_id integer not null references incident (id),
    kind text not null check (kind in ('hold', 'takedown', 'shut', 'brief', 'fact', 'inform')),
    -- Where, the link, the briefing, the claim or the audience.
    what text not null,
    -- The reason, or what is so.
    why text not null,
    -- The rule of a deletion, what shows a fact.
    basis text not null,
    -- Who keeps an audience informed: slack:U012.
    owner text,
    -- How long, or how often.
    minutes integer,
    -- How many have to agree.
    needs integer not null,
    due_at integer,
    state text not null check (state in ('asked', 'holds', 'over')),
    -- Who was asked or spoke, and what they said; JSON.
    people text not null,
    by_person text not null,
    at integer not null,
    over_by text,
    over_at integer,
    over_why text
) strict;
create index measure_incident on measure (incident_id, id);

-- What later parts of the journey show on an incident's card.
create table incident_line (
    incident_id integer not null references incident (id),
    name text not null,
    -- A sentence of the words files with its values; JSON.
    detail text not null,
    primary key (incident_id, name)
) strict;

-- The message of the chat that evidence was.
alter table evidence add column source text;
create index evidence_source on evidence (source) where source is not null;

-- What became of kept words where they were said.
create table evidence_change (
    id integer primary key,
    evidence_id integer not null references evidence (id),
    at integer not null,
    -- None when they were deleted.
    text text
) strict;
create index evidence_change_of on evidence_change (evidence_id, id);
