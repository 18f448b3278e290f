-- A mention is its source and its id there, whatever its time says. Of one that stands twice the first stays.

create temporary table mention_again on commit drop as
    select every.id, first.id as first_id, first.created_at
    from mention every
    join (select min(id) as id, source, source_id from mention group by source, source_id having count(*) > 1) same
        on same.source = every.source and same.source_id = every.source_id and same.id <> every.id
    join mention first on first.id = same.id;

insert into watch_mention (watch_id, created_at, mention_id)
    select distinct link.watch_id, again.created_at, again.first_id
    from watch_mention link join mention_again again on again.id = link.mention_id
    on conflict do nothing;
delete from watch_mention where mention_id in (select id from mention_again);
update evidence set mention_id = again.first_id from mention_again again where again.id = evidence.mention_id;
delete from mention where id in (select id from mention_again);

alter table mention drop constraint mention_source_created_at_source_id_key;
alter table mention add unique (source, source_id);
