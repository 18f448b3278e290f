# Checklists and tasks.
task-title = Εργασίες του { $id }: { $behindText } από { $allText }
task-tick = Σημειώστε ως έτοιμη…
task-add = Νέα εργασία
task-skips = Δεν χρειάζεται…
task-due = έως { $at }
task-overdue = εκπρόθεσμη από { $at }
task-waits = περιμένει το προηγούμενο βήμα
task-every = κάθε κρίση
task-from = Από τα σχέδια: { $list }
task-which-kind = Τι είδους κρίση είναι το { $id }; Ακολουθεί η λίστα εργασιών.
task-kind = Είδος κρίσης…
task-which-skip = Ποια εργασία δεν χρειάζεται;
task-pick = Επιλέξτε εργασία…
task-ask-text = Τι πρέπει να γίνει;
task-ask-role = Ποιος θα το κάνει;
task-ask-due = Προθεσμία
task-ask-due-hint = 30m, 2h ή 1d· κενό αν μπορεί να περιμένει
task-yours = Ανάθεση εργασίας σε εσάς από: { $by }.
task-is-overdue = Αυτή η εργασία είναι εκπρόθεσμη.
task-mark-done = Έγινε
task-of = { $task } · { $title }
task-done-now = Η { $task } έγινε: { $text }
task-skipped-now = Η { $task } δεν χρειάζεται: { $text }
task-open-now = Η { $task } είναι ξανά ανοιχτή: { $text }
task-added-now = Η { $task } μπήκε στη λίστα: { $text }
task-begun = Η λίστα εργασιών του { $id } έρχεται στο νήμα του.
task-unknown = Δεν υπάρχει εργασία { $task }. Το /crisis task list δείχνει όσες υπάρχουν.
task-state-waiting = περιμένει
task-state-open = ανοιχτή
task-state-done = έγινε
task-state-skipped = δεν χρειάζεται
task-state-dropped = άλλου είδους κρίσης
task-already = Η { $task } είναι ήδη έτσι: { $state }.
task-already-by = Η { $task } είναι ήδη έτσι: { $state } ({ $by }).
task-closed = Το { $id } έχει κλείσει. Ανοίξτε το ξανά πρώτα: /crisis reopen.
task-no-time = Το «{ $typed }» δεν είναι διάρκεια. Γράψτε 30m, 2h ή 1d.
task-did-plan = λίστα για { $what }: { $countText } νέες εργασίες
task-did-add = νέα εργασία: { $what }
task-did-done = εργασία έγινε: { $what }
task-did-skip = εργασία δεν χρειάζεται: { $what }
task-did-reopen = εργασία ξανά ανοιχτή: { $what }
task-did-due = εργασία εκπρόθεσμη: { $what }
task-line = { $count ->
    [one] { $countText } ανοιχτή εργασία
   *[other] { $countText } ανοιχτές εργασίες
}
task-line-late = { $count ->
    [one] { $countText } ανοιχτή εργασία
   *[other] { $countText } ανοιχτές εργασίες
}, { $fromText } εκπρόθεσμες
task-begin-kind = Έναρξη λίστας: { $kind }
task-begin-menu = Έναρξη λίστας για…
task-version = { $name } (έκδοση { $version })
