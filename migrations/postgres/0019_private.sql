-- Incidents that those alone see who are named in them: their cards stand in rooms of their own.

alter table incident add column private bigint not null default 0;
