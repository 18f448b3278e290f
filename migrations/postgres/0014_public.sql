-- Where the public speaks from, and what becomes of kept words in public.

-- ISO 3166-1 alpha-2: the author's, as far as the source knows it, or that of a medium by its address.
alter table mention add column country text;

-- Tallies by country too: the table again, as a check can't be changed on every engine.
alter table tally_part rename to tally_part_before;
create table tally_part (
    watch_id bigint not null references watch (id),
    bucket_start bigint not null,
    -- language, source, platform, country
    dimension text not null,
    value text not null,
    total bigint not null,
    negative bigint not null,
    positive bigint not null,
    primary key (watch_id, bucket_start, dimension, value)
);
insert into tally_part (watch_id, bucket_start, dimension, value, total, negative, positive)
    select watch_id, bucket_start, dimension, value, total, negative, positive from tally_part_before;
drop table tally_part_before;

-- Evidence that is a mention is found by what its source calls it, as a message of the chat is found.
update evidence set source = (
    select 'mention:' || mention.source || ':' || mention.source_id from mention where mention.id = evidence.mention_id
) where source is null and mention_id is not null;
