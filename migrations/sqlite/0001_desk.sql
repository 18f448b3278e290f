-- What the desks share: errands, cards, inbox, ledger, leases, timers, settings.
-- Times are microseconds since the Unix epoch, UTC. JSON is text.

-- What the courier has to do. A row is written in the transaction that changes the state it speaks of.
create table errand (
    id integer primary key,
    key text not null unique,
    -- Order is kept within a conversation: platform and channel.
    conversation text not null,
    effect text not null check (effect in ('post', 'edit', 'thread', 'whisper', 'upload')),
    target text not null,
    body text not null,
    about text not null,
    subject text,
    state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
    attempts integer not null default 0,
    due_at integer not null,
    held_by text,
    held_until integer,
    error text,
    message text,
    created_at integer not null,
    done_at integer
) strict;
create index errand_waiting on errand (state, conversation, id);

-- Where the living card of a subject stands on each platform, and its thread.
create table card (
    subject text not null,
    platform text not null,
    channel text not null,
    message text,
    thread text,
    -- How often it was written; makes the keys of its edits.
    writes integer not null default 0,
    primary key (subject, platform, channel)
) strict;

-- Keys of everything that came in from outside, so that a redelivery has no effect.
create table inbox (
    key text not null primary key,
    received_at integer not null
) strict;
create index inbox_age on inbox (received_at);

-- Decisions, hash-chained: hash = sha256(prev_hash || canonical row).
create table ledger (
    seq integer not null primary key,
    at integer not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    prev_hash text not null,
    hash text not null
) strict;
create table ledger_head (
    id integer not null primary key check (id = 1),
    seq integer not null,
    hash text not null
) strict;
insert into ledger_head (id, seq, hash) values (1, 0, '');

-- Who may judge, schedule and hold a gateway. The epoch fences off a holder that was away too long.
create table lease (
    name text not null primary key,
    holder text not null,
    epoch integer not null,
    held_until integer not null
) strict;

-- Timers that outlive a restart.
create table timer (
    id integer primary key,
    kind text not null,
    subject text not null,
    payload text not null,
    due_at integer not null,
    fired_at integer,
    unique (kind, subject)
) strict;
create index timer_due on timer (fired_at, due_at);

-- Small settings by scope: the language of a channel, of a person.
create table setting (
    scope text not null,
    name text not null,
    value text not null,
    primary key (scope, name)
) strict;
