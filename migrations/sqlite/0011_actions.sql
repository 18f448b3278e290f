-- What a team does after an incident so that the next one goes better.

create table action_item (
    id integer primary key,
    incident_id integer not null references incident (id),
    -- In a person's words.
    text text not null,
    -- Whose it is.
    platform text not null,
    person text not null,
    due_at integer not null,
    -- open, done, dropped
    state text not null,
    -- Who did or dropped it, when, and why.
    by_person text,
    at integer,
    reason text,
    -- Reminders that are behind it.
    reminded integer not null,
    added_by text not null,
    added_at integer not null
) strict;
create index action_incident on action_item (incident_id, id);
create index action_open on action_item (due_at, id) where state = 'open';

-- Whether a company has recovered, asked some days after the end of an incident.
create table recovery_checkin (
    id integer primary key,
    incident_id integer not null references incident (id),
    -- After the end.
    days integer not null,
    -- The end that it counts from.
    since integer not null,
    due_at integer not null,
    -- planned, asked, recovered, not_yet, withdrawn
    state text not null,
    -- Who answered, and when; when it was taken back.
    by_person text,
    at integer,
    -- What the public said when it was asked, as JSON.
    figures text,
    unique (incident_id, days, since)
) strict;

-- What a team learned becomes a step of a playbook.
create table playbook_change (
    id integer primary key,
    action_id integer not null references action_item (id),
    incident_id integer not null references incident (id),
    -- complaint, or every
    playbook text not null,
    -- The step, its words, whose, until when, as JSON.
    what text not null,
    -- The version that the difference is shown against.
    base integer not null,
    -- proposed, approved, rejected
    state text not null,
    by_person text,
    at integer,
    proposed_by text not null,
    proposed_at integer not null
) strict;
create index playbook_change_incident on playbook_change (incident_id, id);

-- Versions of playbooks that people approved, as the text of the file.
create table playbook_version (
    id integer primary key,
    playbook text not null,
    version integer not null,
    text text not null,
    by_person text not null,
    at integer not null,
    unique (playbook, version)
) strict;

-- The meeting after an incident.
create table debrief (
    id integer primary key,
    incident_id integer not null references incident (id),
    at integer not null,
    -- Who is asked, what they said and whether they were there, as a JSON object by person.
    guests text not null,
    -- What it came to, who wrote it, and when; null until it was held.
    summary text,
    held_by text,
    held_at integer,
    called_by text not null
) strict;
create index debrief_incident on debrief (incident_id, id);
