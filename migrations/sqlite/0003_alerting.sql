-- Alerts, incidents and the digests that were sent.

create table alert (
    id integer primary key,
    watch_id integer not null references watch (id),
    kind text not null,
    state text not null check (state in ('raised', 'acknowledged', 'snoozed', 'kept', 'dismissed', 'opened', 'over')),
    severity integer not null check (severity between 1 and 10),
    peak_severity integer not null,
    observed real not null,
    expected real not null,
    factor real not null,
    evidence text not null,
    since integer not null,
    raised_at integer not null,
    updated_at integer not null,
    over_at integer,
    snoozed_until integer,
    decided_by text,
    decided_at integer,
    -- When somebody first did anything about it.
    noticed_at integer,
    reason text
) strict;
create index alert_of_watch on alert (watch_id, raised_at);

create table incident (
    id integer primary key,
    alert_id integer references alert (id),
    title text not null,
    severity integer not null check (severity between 1 and 10),
    state text not null check (state in ('open', 'responding', 'monitoring', 'resolved', 'closed')),
    -- The kind of crisis and where it came from, by their names; null while nobody said.
    kind text,
    origin text,
    opened_by text not null,
    opened_at integer not null,
    -- When somebody first took notice, led, and spoke in public; when the team was last told.
    noticed_at integer,
    led_at integer,
    stated_at integer,
    told_at integer,
    resolved_at integer,
    closed_at integer
) strict;
create unique index incident_of_alert on incident (alert_id);

create table digest_run (
    watch_id integer not null references watch (id),
    channel text not null,
    due_at integer not null,
    sent_at integer not null,
    primary key (watch_id, channel, due_at)
) strict;
