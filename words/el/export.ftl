# The record of an incident as a file.
export-over = Τέλος
export-struck = (αφαιρέθηκε: { $by }, { $at })
export-changed = δεν είναι τα λόγια που κρατήθηκαν: η γραμμή άλλαξε
export-chart = { $id }: αναφορές ανά ώρα
export-chart-alt = Στήλες αναφορών ανά ώρα, από μισή μέρα πριν αρχίσει το { $id }.
export-written = Γράφτηκε από το Squall, { $at }.
export-file = Ολόκληρο το αρχείο, με τα γραφήματα: { $command }
