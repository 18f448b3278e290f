-- Watches, mentions and tallies.

create table watch (
    id integer primary key,
    name text not null unique,
    kind text not null,
    query text not null,
    languages text not null default '[]',
    sources text not null default '[]',
    channel text,
    digest_cron text,
    digest_zone text,
    state text not null check (state in ('active', 'paused', 'removed')),
    created_at integer not null,
    updated_at integer not null
) strict;

-- The unique key leads with the source and the time, so that inserts stay at the right edge of the index.
create table mention (
    id integer primary key,
    source text not null,
    source_id text not null,
    platform text not null,
    kind text not null,
    url text,
    author_id text not null,
    author_handle text,
    author_name text,
    followers integer,
    title text,
    text text not null,
    language text not null,
    script text not null,
    sentiment text not null check (sentiment in ('negative', 'neutral', 'positive')),
    score real not null,
    confidence real not null,
    engagement integer not null default 0,
    reach integer,
    repost_of text,
    group_key integer not null,
    organic real not null,
    created_at integer not null,
    collected_at integer not null,
    unique (source, created_at, source_id)
) strict;
create index mention_age on mention (created_at);

create table watch_mention (
    watch_id integer not null references watch (id),
    created_at integer not null,
    mention_id integer not null references mention (id),
    primary key (watch_id, created_at, mention_id)
) strict, without rowid;

create table tally (
    watch_id integer not null references watch (id),
    bucket_start integer not null,
    total integer not null,
    negative integer not null,
    neutral integer not null,
    positive integer not null,
    organic real not null,
    organic_negative real not null,
    authors integer not null,
    reach integer not null,
    primary key (watch_id, bucket_start)
) strict, without rowid;

-- Detectors read the last hour of every watch.
create index tally_time on tally (bucket_start);

-- The same counts by language, source and platform.
create table tally_part (
    watch_id integer not null references watch (id),
    bucket_start integer not null,
    dimension text not null check (dimension in ('language', 'source', 'platform')),
    value text not null,
    total integer not null,
    negative integer not null,
    positive integer not null,
    primary key (watch_id, bucket_start, dimension, value)
) strict, without rowid;

-- How far each source was read, and when it last spoke.
create table source (
    name text not null primary key,
    cursor text,
    last_mention_at integer,
    last_seen_at integer not null,
    taken integer not null default 0,
    rejected integer not null default 0
) strict;
