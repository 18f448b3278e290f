-- Variants of statements, who votes for whom, templates that were approved in advance, promises.

-- The words of a revision for other channels and languages than those that it was drafted for.
create table statement_variant (
    statement_id integer not null references statement (id),
    number integer not null,
    channel text not null,
    language text not null,
    words text not null,
    primary key (statement_id, number, channel, language)
) strict;

-- Who votes for whom, and until when.
create table delegation (
    id integer primary key,
    of_person text not null,
    to_person text not null,
    from_at integer not null,
    until_at integer not null,
    given_at integer not null,
    ended_at integer
) strict;
create index delegation_in_force on delegation (until_at, id);

-- The words of a template that were approved as they stand, placeholders and all.
create table template_approval (
    name text not null,
    language text not null,
    hash text not null,
    statement_id integer not null references statement (id),
    approved_at integer not null,
    until_at integer not null,
    primary key (name, language, hash)
) strict;

-- What was promised in public, and when it is due.
create table promise (
    statement_id integer not null references statement (id),
    words text not null,
    due_at integer not null,
    kept_at integer,
    primary key (statement_id)
) strict;
