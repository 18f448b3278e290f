-- What people did is kept before their platform is told that it arrived, and erased with its effect.
-- Of what is not done: the event, and until when somebody is doing it (null: it can't be done).
alter table inbox add column event text;
alter table inbox add column attempts bigint not null default 0;
alter table inbox add column due_at bigint;
create index inbox_kept on inbox (received_at) where event is not null;
