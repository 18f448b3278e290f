-- The report after an incident: every version of it, as it was written.

create table report (
    incident_id bigint not null references incident (id),
    -- From 1.
    number bigint not null,
    -- 'written', 'edited', 'refreshed', 'final'.
    cause text not null,
    by_person text not null,
    at bigint not null,
    -- What people say of it, and what was known then, as JSON.
    summary text not null,
    facts text not null,
    -- SHA-256 of all of it, in hexadecimal digits.
    hash text not null,
    primary key (incident_id, number)
);
