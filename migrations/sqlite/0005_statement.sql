-- Public statements: what they are for, where they are on their way, and every revision of their words.

create table statement (
    id integer primary key,
    incident_id integer references incident (id),
    kind text not null,
    channel text not null,
    language text not null,
    sensitive integer not null,
    severity integer not null,
    -- Where its card stands, as JSON.
    place text not null,
    -- Hashes of words that were vetoed, as JSON.
    vetoed text not null,
    state text not null check (state in ('draft', 'in_review', 'approved', 'published', 'withdrawn', 'superseded')),
    -- The state with all that belongs to it, the frozen policy and the votes among it, as JSON.
    detail text not null,
    -- The number of its latest revision.
    revision integer not null,
    drafted_by text not null,
    drafted_at integer not null,
    updated_at integer not null,
    -- The statement whose place it takes once it is public.
    replaces integer references statement (id),
    -- The last revision that was approved.
    approved_revision integer,
    -- When it is to be public.
    publish_at integer,
    -- The template whose words it fills in.
    template text
) strict;
create index statement_incident on statement (incident_id, id);

create table statement_revision (
    statement_id integer not null references statement (id),
    number integer not null,
    author text not null,
    at integer not null,
    -- In their canonical form.
    words text not null,
    -- What is approved: SHA-256 of the words, or of the list of all variants where there are several.
    hash text not null,
    primary key (statement_id, number)
) strict;
