-- What a team is asked after an incident, and what it answers.

create table survey (
    id integer primary key,
    incident_id integer not null references incident (id),
    -- The questions as they were when it opened, whether it is anonymous, and where it stands, as JSON.
    detail text not null,
    -- Who is asked and what became of it, as a JSON object by person: no order, no times.
    seats text not null,
    -- The answers, as a JSON object by person; of an anonymous survey by the hash of a receipt that only the person has.
    sheets text not null,
    opened_at integer not null,
    closes_at integer not null
) strict;
create index survey_incident on survey (incident_id, id);
