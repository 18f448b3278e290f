# Τι κάνει η ομάδα μετά από ένα περιστατικό.
action-title = Ενέργειες μετά το { $id }: έκλεισαν { $behindText } από { $allText }
action-standing = { $open ->
    [0] Καμία ανοιχτή ενέργεια
    [one] { $openText } ανοιχτή ενέργεια
   *[other] { $openText } ανοιχτές ενέργειες
}{ $overdue ->
    [0] .
    [one] , { $overdueText } εκπρόθεσμη.
   *[other] , { $overdueText } εκπρόθεσμες.
}
action-behind = Ως τώρα έγιναν { $doneText } και εγκαταλείφθηκαν { $droppedText }.
action-more = και άλλες { $moreText }
action-none = Καμία ενέργεια δεν είναι ανοιχτή.
action-add = Νέα ενέργεια
action-form = Νέα ενέργεια
action-ask-text = Τι πρέπει να γίνει;
action-ask-due = Προθεσμία
action-ask-due-hint = 7d, 14d ή 2 μήνες. Είναι δική σας ώσπου να την αναθέσετε αλλού.
action-ask-reason = Γιατί δεν θα γίνει;
action-drop = Εγκατάλειψη…
action-hand-on = Ανάθεση σε…
action-added = Η { $action } είναι δική σας, έως { $at }: { $text }
action-added-for = Η { $action } είναι για { $who }, έως { $at }: { $text }
action-yours = Ανάθεση ενέργειας σε εσάς από: { $by }.
action-is-due = Μια ενέργειά σας λήγει σύντομα.
action-is-overdue = Μια ενέργειά σας είναι εκπρόθεσμη.
action-is-late = { $who }, αυτή η ενέργεια έχει καθυστερήσει πολύ. Ολοκληρώστε την, εγκαταλείψτε την με αιτιολογία ή αναθέστε την αλλού.
action-done-now = Η { $action } έγινε: { $text }
action-dropped-now = Η { $action } εγκαταλείφθηκε: { $text }
action-assigned-now = Η { $action } είναι πλέον για { $who }: { $text }
action-later-now = Εντάξει. Σε λίγες ημέρες θα σας θυμίσω την { $action }: { $text }
action-unknown = Δεν υπάρχει ενέργεια { $action }. Το /crisis action list δείχνει τις ανοιχτές.
action-already = Η { $action } είναι ήδη έτσι: { $state } ({ $who }).
action-no-reason = Πείτε γιατί εγκαταλείπεται: το επόμενο περιστατικό θα το ρωτήσει.
action-no-time = Το «{ $typed }» δεν είναι διάρκεια από μία ημέρα έως ένα έτος. Γράψτε 7d, 14d ή 2 μήνες.
action-state-open = ανοιχτή
action-state-done = έγινε
action-state-dropped = εγκαταλείφθηκε
action-did-add = νέα ενέργεια: { $what } ({ $who })
action-did-done = ενέργεια έγινε: { $what }
action-did-drop = ενέργεια εγκαταλείφθηκε: { $what }
action-did-assign = ανάθεση ενέργειας σε { $who }: { $what }
