alert-title = { $watch }: κάτι δεν πάει καλά
alert-gist = { $observed ->
    [one] { $observedText } φωνή
   *[other] { $observedText } φωνές
} για { $watch } σε { $minutesText } λεπτά· συνήθως { $expected }.
alert-severity = Σοβαρότητα
alert-factor = Σε σχέση με το σύνηθες
alert-since = Από
alert-followers = { $followers ->
    [one] { $followersText } ακόλουθος
   *[other] { $followersText } ακόλουθοι
}
alert-acknowledged = Το κοιτάζει: { $by }.
alert-opened = Άνοιξε περιστατικό: { $by }.
alert-dismissed = Δεν είναι κρίση, λέει { $by }: { $reason }
alert-open = Άνοιγμα περιστατικού
alert-ack = Το αναλαμβάνω
alert-dismiss = Δεν είναι κρίση
alert-decided = Έχει ήδη αποφασιστεί· δείτε την κάρτα.
alert-reason = Γιατί δεν είναι κρίση;
alert-send = Αποστολή
alert-negative = { $percent } αρνητικές
alert-new-languages = Νέες γλώσσες εδώ: { $languages }.
alert-baseline = Σύγκριση με το τελευταίο 24ωρο και την ίδια ώρα των δύο τελευταίων εβδομάδων.
alert-baseline-cold = Υπάρχει ιστορικό μικρότερο της μίας ημέρας: είναι μια προσεκτική πρώτη εκτίμηση.
alert-snoozed = Σε αναβολή από { $by } έως { $until }.
alert-over = Ηρέμησε στις { $at }.
alert-escalated = { $id }: χειροτερεύει, σοβαρότητα { $severity } στα 10, { $observedText } φωνές σε { $minutesText } λεπτά.
alert-awake = Η αναβολή του { $id } έληξε και συνεχίζεται.
alert-snooze = Αναβολή 1 ώρα
alert-mentions = Προβολή αναφορών
alert-mentions-title = Τι λέει ο κόσμος ({ $id })
alert-mentions-more = Περισσότερες
alert-mentions-none = Δεν υπάρχουν άλλες αναφορές.
alert-none = Δεν υπάρχει ενεργός συναγερμός.
alert-list-title = Συναγερμοί
alert-unknown = Δεν υπάρχει συναγερμός { $id }. Δείτε το /crisis alert list.
alert-understood-acknowledge = Ελήφθη: αναλαμβάνετε το { $id }.
alert-understood-open = Ελήφθη: άνοιγμα περιστατικού από το { $id }.
alert-understood-snooze = Ελήφθη: αναβολή του { $id } για μία ώρα.
alert-understood-dismiss = Ελήφθη: το { $id } δεν είναι κρίση. Πατήστε «Δεν είναι κρίση» στην κάρτα για να πείτε γιατί.
alert-no-reason = χωρίς αιτιολογία
alert-chart-title = { $watch }: αναφορές ανά ώρα
alert-chart-alt = Στήλες αναφορών ανά ώρα για το τελευταίο 24ωρο· την τελευταία ώρα { $lastText }, συνήθως { $expected }.
alert-done-acknowledge = Αναλάβατε το { $id }· φαίνεται στην κάρτα.
alert-done-snooze = Το { $id } σιωπά για { $minutesText } λεπτά.
alert-done-dismiss = Το { $id } σημειώθηκε ως μη κρίση· το άνοιγμα περιστατικού το αναιρεί.
alert-done-open = Το περιστατικό του { $id } άνοιξε· η συζήτηση είναι κάτω από την κάρτα.
alert-flood = Χωρίς συναγερμό: { $copiesText } από τις { $totalText } αναφορές στο { $watch } την τελευταία ώρα είναι αντίγραφα λίγων κειμένων από λογαριασμούς χωρίς υπόσταση. Κατακλυσμός, όχι πλήθος.
alert-mood = Διάθεση
