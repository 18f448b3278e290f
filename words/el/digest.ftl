# Συνόψεις.
digest-title = { $watch }, { $period }
digest-all = Όλες οι παρακολουθήσεις, { $period }
digest-quiet = ησυχία, { $total ->
    [0] καμία αναφορά
    [one] { $totalText } αναφορά
   *[other] { $totalText } αναφορές
} (πριν: { $beforeText }).
digest-more = { $total ->
    [one] { $totalText } αναφορά
   *[other] { $totalText } αναφορές
}, { $percent } περισσότερες από το προηγούμενο διάστημα ({ $beforeText }).
digest-less = { $total ->
    [one] { $totalText } αναφορά
   *[other] { $totalText } αναφορές
}, { $percent } λιγότερες από το προηγούμενο διάστημα ({ $beforeText }).
digest-same = { $total ->
    [one] { $totalText } αναφορά
   *[other] { $totalText } αναφορές
}, περίπου όσες το προηγούμενο διάστημα ({ $beforeText }).
digest-first = { $total ->
    [one] { $totalText } αναφορά
   *[other] { $totalText } αναφορές
}, καμία το προηγούμενο διάστημα.
digest-copies = { $copiesText } από αυτές είναι αντίγραφα λίγων κειμένων.
digest-late = Καθυστερημένα: προγραμματισμένο { $due }, στάλθηκε { $sent }.
digest-sentiment = Διάθεση
digest-net = Καθαρή διάθεση
digest-was = { $value } (πριν { $before })
digest-share = Μερίδιο συζήτησης
digest-alerts = Ενεργές ειδοποιήσεις
digest-incidents = Ανοιχτά περιστατικά
digest-before = προηγούμενο διάστημα
digest-chart-title = { $watch }: αναφορές
digest-chart-alt = Στήλες αναφορών, { $period }· η ψηλότερη, { $mostText }, αρχίζει στις { $at }.
digest-themes = Συζητιούνται περισσότερο
digest-languages = Γλώσσες (καθαρή διάθεση)
digest-sources = Πηγές
digest-busiest = Περισσότερες αναφορές
digest-farthest = Μεγαλύτερη απήχηση
digest-silent = Σιωπηλές πηγές
digest-since = από { $at }
digest-and = { $first } { $second }
digest-colon = { ": " }
