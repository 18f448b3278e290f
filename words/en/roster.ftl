# The roster.
roster-title = The roster
roster-empty = Nobody is on the roster yet. Start with /crisis roster add lead @somebody.
roster-added = { $who } is on the roster: { $role }.
roster-removed = { $who } is off the roster: { $role }.
roster-absent = { $who } is not on the roster as { $role }. /crisis roster list shows who is.
