# The roster.
roster-title = Η ομάδα
roster-empty = Η ομάδα είναι ακόμη κενή. Ξεκινήστε με /crisis roster add lead @κάποιον.
roster-added = Στην ομάδα: { $who }, { $role }.
roster-removed = Εκτός ομάδας: { $who }, { $role }.
roster-absent = Δεν είναι στην ομάδα ως { $role }: { $who }. Δείτε το /crisis roster list.
