# What the public does while the team works; what is proposed because of it; what is kept of it.
situation-title = Εικόνα του { $id }
situation-since = Μέτρηση από { $since }, τελευταίος έλεγχος { $at }.
situation-unheard = Για το { $id } δεν μετριέται τίποτα: καμία παρακολούθηση δεν έχει συνδεθεί. Γίνεται με /crisis incident watch και το όνομά της.
situation-heard = Από εδώ και πέρα το { $id } μετριέται από την παρακολούθηση { $watch }.
situation-voices = Πόσοι
situation-voices-of = { $voices ->
    [one] { $voicesText } φωνή
   *[other] { $voicesText } φωνές
}, με έως { $reachText } θεατές· την τελευταία ώρα { $hourText }, συνήθως { $usual }
situation-mood = Διάθεση
situation-mood-of = { $percent } αρνητικές
situation-mood-hour = { $percent } αρνητικές· την τελευταία ώρα { $hour }
situation-mood-few = πολύ λίγες για εκτίμηση
situation-who = Influencers
situation-who-none = κανείς με 100.000 ακολούθους και πάνω
situation-press = Στα μέσα
situation-press-none = όχι ακόμη
situation-press-of = { $pieces ->
    [one] { $piecesText } δημοσίευμα
   *[other] { $piecesText } δημοσιεύματα
}
situation-languages = Γλώσσες
situation-foreign = πρώτη φωνή στη γλώσσα «{ $language }» μετά από { $minutesText } λεπτά
situation-countries = Χώρες
situation-gone = Αφαιρέθηκαν δημόσια
situation-gone-of = { $gone ->
    [one] { $goneText } αναφορά που κρατήθηκε· τα λόγια μένουν εδώ
   *[other] { $goneText } αναφορές που κρατήθηκαν· τα λόγια μένουν εδώ
}
situation-around = Τελευταία δήλωση
situation-around-of = { $at }: { $before } την ώρα πριν, { $after } στα { $minutesText } λεπτά μετά
situation-around-new = { $at }: { $before } την ώρα πριν
situation-statement = Ανακοίνωση { $at }: { $before } την ώρα πριν· { $after } στα { $minutesText } λεπτά μετά
situation-hour = { $voices ->
    [one] { $voicesText } φωνή
   *[other] { $voicesText } φωνές
}, { $percent } αρνητικές
situation-hour-few = { $voices ->
    [one] { $voicesText } φωνή
   *[other] { $voicesText } φωνές
}
situation-chart = { $id }: η διάθεση ανά γλώσσα
situation-chart-alt = Μία μπάρα ανά γλώσσα: αρνητικές, ουδέτερες, θετικές· οι περισσότερες είναι στη γλώσσα «{ $language }».
situation-relapsed = Το { $id } ξεκινά πάλι: { $voicesText } φωνές την τελευταία ώρα, συνήθως { $usual }. Άνοιξε ξανά, στην ίδια συζήτηση.
situation-goes-on = Συνεχίζεται στο { $id }.
situation-again = Το { $alert } ανήκει εδώ ({ $by }): { $gist }
proposal-severity = Με βάση όσα κάνει το κοινό, το { $id } είναι { $to }/10 και όχι { $from }/10.
proposal-accept = Αλλαγή σε { $severity }
proposal-leave = Παραμονή στο { $severity }
proposal-resolve = Το { $id } είναι στα συνηθισμένα από { $since }: { $hour } την τελευταία ώρα, συνήθως { $usual }. Τελείωσε;
proposal-resolve-short = Το { $id } είναι εδώ και ώρα στα συνηθισμένα. Τελείωσε;
proposal-not-yet = Όχι ακόμη
proposal-accepted = Σύμφωνη γνώμη: { $by }, { $at }.
proposal-dismissed = Απορρίφθηκε: { $by }, { $at }.
proposal-overtaken = Δεν ισχύει πια από { $at }.
proposal-decided = Έχει ήδη αποφασιστεί· δείτε τη συζήτηση.
severity-scope = Νέες γλώσσες εδώ: { $figureText }
severity-speed = Σε σχέση με το σύνηθες: ×{ $figureText }
severity-reach = Μπορεί να το είδαν { $figureText } άτομα
severity-sentiment = Αρνητικές: { $figureText }%
severity-press = Στα μέσα: { $figureText }
severity-legal = Το είδος της κρίσης
severity-points = ({ $points ->
    [one] { $pointsText } βαθμός
   *[other] { $pointsText } βαθμοί
})
evidence-show = Τεκμήρια
evidence-title = Τεκμήρια του { $id } ({ $countText })
evidence-none = Δεν έχει κρατηθεί κάτι για το { $id }: /crisis evidence add και σύνδεσμος, ή «Κράτησε ως τεκμήριο» στο μενού ενός μηνύματος.
evidence-added = Κρατήθηκε ως τεκμήριο ({ $by }):
evidence-kept = Κρατήθηκε ως τεκμήριο του { $id }. Μένει, ό,τι κι αν γίνει δημόσια.
evidence-there = Έχει ήδη κρατηθεί για το { $id }.
evidence-unheard = Κανείς δεν άκουσε τι γράφει το { $link }. Γράψτε τα λόγια μετά τον σύνδεσμο, για να κρατηθούν.
evidence-unheard-short = Κανείς δεν άκουσε τι γράφει εκεί. Γράψτε τα λόγια μετά τον σύνδεσμο.
evidence-hash = αποτύπωμα { $hash }
evidence-count = { $count ->
    [one] { $countText } αναφορά έχει κρατηθεί ως τεκμήριο.
   *[other] { $countText } αναφορές έχουν κρατηθεί ως τεκμήρια.
}
similar-title = Παρόμοια στο παρελθόν:
similar-line = { $title } (σοβαρότητα { $severity }/10, τελείωσε μετά από { $length })
similar-how = { $title } (σοβαρότητα { $severity }/10, τελείωσε μετά από { $length }). Τι βοήθησε:
similar-hours = { $hoursText } ώρες
evidence-edited = Άλλαξε { $at } εκεί όπου ειπώθηκε: { $words }
evidence-deleted = Διαγράφηκε { $at } εκεί όπου ειπώθηκε.
