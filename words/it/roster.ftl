# The roster.
roster-title = L’organico
roster-empty = Nell’organico non c’è ancora nessuno. Comincia con /crisis roster add lead @qualcuno.
roster-added = { $who } è in organico: { $role }.
roster-removed = { $who } non è più in organico: { $role }.
roster-absent = { $who } non è in organico come { $role }. /crisis roster list mostra chi c’è.
