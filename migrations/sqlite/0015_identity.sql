-- A mention is its source and its id there, whatever its time says. Of one that stands twice the first stays.

alter table mention rename to mention_before;
alter table watch_mention rename to watch_mention_before;
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
    unique (source, source_id)
) strict;
alter table mention add column country text;
insert into mention (
        id, source, source_id, platform, kind, url, author_id, author_handle, author_name, followers, title, text,
        language, script, sentiment, score, confidence, engagement, reach, repost_of, group_key, organic, created_at, collected_at,
        country
    )
    select
        id, source, source_id, platform, kind, url, author_id, author_handle, author_name, followers, title, text,
        language, script, sentiment, score, confidence, engagement, reach, repost_of, group_key, organic, created_at, collected_at,
        country
    from mention_before where id in (select min(id) from mention_before group by source, source_id);

create table watch_mention (
    watch_id integer not null references watch (id),
    created_at integer not null,
    mention_id integer not null references mention (id),
    primary key (watch_id, created_at, mention_id)
) strict, without rowid;
insert into watch_mention (watch_id, created_at, mention_id)
    select distinct link.watch_id, first.created_at, first.id
    from watch_mention_before link
    join mention_before every on every.id = link.mention_id
    join mention first on first.source = every.source and first.source_id = every.source_id;

update evidence set mention_id = (
    select first.id from mention_before every
    join mention first on first.source = every.source and first.source_id = every.source_id
    where every.id = evidence.mention_id
) where mention_id is not null and mention_id not in (select id from mention);

drop table watch_mention_before;
drop table mention_before;
create index mention_age on mention (created_at);
