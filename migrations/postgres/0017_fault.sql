-- Rows that a loop could not deal with: left alone until later, told once, forgotten when they heal.
create table fault (
    -- The loop: judging, timers, digests, ...
    work text not null,
    -- Which row, by its table and what names it there.
    in_table text not null,
    in_row text not null,
    cause text not null,
    since bigint not null,
    tries bigint not null,
    again_at bigint not null,
    -- When the operators were told.
    told_at bigint,
    primary key (work, in_table, in_row)
);
