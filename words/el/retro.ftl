# Ερωτηματολόγια μετά από περιστατικό.
retro-title = { $id }: απολογισμός του { $title }
retro-intro = Τελείωσε. Πώς πήγε; Ρωτάμε όσους συμμετείχαν· όσα πείτε μένουν κρυφά ώσπου να απαντήσουν όλοι ή να λήξει ο χρόνος.
retro-ask = Συμμετείχατε κι εσείς. Πείτε μας πώς πήγε: θέλει πέντε λεπτά, έως { $until }. Όσα λένε οι άλλοι μένουν κρυφά ως τότε, για να μην επηρεάζει κανείς κανέναν.
retro-remind = Λείπει ακόμη η γνώμη σας. Το ερωτηματολόγιο είναι ανοιχτό έως { $until }.
retro-kept-named = Κρατάμε τις απαντήσεις σας με όνομα και ρόλο. Η ομάδα τις βλέπει όταν κλείσει.
retro-kept-anonymous = Ανώνυμο. Κρατάμε ότι απαντήσατε και, χωριστά, τι, χωρίς όνομα, σειρά ή ώρα. Κείμενα δείχνουμε μόνο αν έγραψαν τουλάχιστον { $leastText } άτομα, απαντήσεις ανά ρόλο μόνο αν είναι τουλάχιστον { $leastText }· τα υπόλοιπα σβήνονται. Η πλατφόρμα συνομιλίας μπορεί να κρατά όσα στέλνετε.
retro-answers = Απαντήσεις
retro-count = { $answeredText } από { $askedText }
retro-until = Ανοιχτό έως
retro-state = Κατάσταση
retro-closed = έκλεισε
retro-answer = Απάντηση
retro-later = Αργότερα
retro-decline = Τίποτα να προσθέσω
retro-change = Αλλαγή απαντήσεων
retro-form = Πώς πήγε;
retro-send = Αποστολή
retro-hint = Αφήστε κενό ό,τι δεν έχετε γνώμη. Από 1, καθόλου, έως 5, απόλυτα.
retro-scale-1 = 1: καθόλου
retro-scale-2 = 2: μάλλον όχι
retro-scale-3 = 3: δεν είμαι βέβαιος
retro-scale-4 = 4: μάλλον ναι
retro-scale-5 = 5: απόλυτα
retro-thanks = Ευχαριστούμε, οι απαντήσεις κρατήθηκαν. Μπορείτε να τις αλλάξετε ώσπου να κλείσει.
retro-thanks-anonymous = Ευχαριστούμε, οι απαντήσεις κρατήθηκαν χωρίς το όνομά σας. Μόνο αυτό το κουμπί μπορεί να τις αλλάξει ώσπου να κλείσει· κανείς άλλος δεν το έχει και δεν ξαναφτιάχνεται.
retro-done-start = Το { $id } άνοιξε· { $asked ->
    [0] δεν ρωτήθηκε κανείς ακόμη: προσθέστε άτομα με /crisis retro add
    [one] ρωτήθηκε { $askedText } άτομο
   *[other] ρωτήθηκαν { $askedText } άτομα
}.
retro-done-add = Ρωτήθηκε και στο { $id }.
retro-done-asked = Έχει ήδη ρωτηθεί στο { $id }.
retro-done-close = Το { $id } έκλεισε· τα αποτελέσματα είναι στο νήμα του περιστατικού.
retro-done-later = Εντάξει. Θα σας θυμίσουμε το { $id } πριν κλείσει.
retro-done-decline = Σημειώθηκε: τίποτα να προσθέσετε στο { $id }. Ώσπου να κλείσει μπορείτε ακόμη να απαντήσετε.
retro-unknown = Δεν υπάρχει τέτοιος απολογισμός. Ξεκινά μόνος του όταν λυθεί ένα περιστατικό, ή με /crisis retro start.
retro-not-over = Το περιστατικό συνεχίζεται. Λύστε το πρώτα: /crisis resolve
retro-another = Το περιστατικό έχει απολογισμό: { $id }.
retro-is-closed = Το ερωτηματολόγιο έκλεισε και δεν δέχεται απαντήσεις.
retro-empty = Δεν απαντήθηκε τίποτα, οπότε δεν κρατήθηκε τίποτα.
retro-answered-before = Έχετε απαντήσει. Για αλλαγή πατήστε το κουμπί στο μήνυμα που σας ευχαρίστησε: χωρίς αυτό κανείς δεν ξέρει ποιες απαντήσεις είναι δικές σας.
retro-results = Αποτελέσματα του { $id }
retro-rate = Απάντησαν { $answeredText } από { $askedText }, δεν είχαν κάτι να προσθέσουν { $declinedText }.
retro-left = { $left ->
    [one] { $leftText } άτομο έχει στο μεταξύ αποχωρήσει και δεν υπολογίζεται.
   *[other] { $leftText } άτομα έχουν στο μεταξύ αποχωρήσει και δεν υπολογίζονται.
}
retro-hidden = Όσα λένε φαίνονται όταν κλείσει.
retro-chart = Πώς πήγε, από 1 έως 5
retro-agree = συμφωνούν
retro-undecided = αναποφάσιστοι
retro-disagree = διαφωνούν
retro-apart = Τα τμήματα το βλέπουν διαφορετικά:
retro-apart-line = «{ $question }» { $low }, { $high }
retro-themes = Ειπώθηκε συχνά:
retro-more = { $more ->
    [one] και { $moreText } απάντηση ακόμη
   *[other] και { $moreText } απαντήσεις ακόμη
}
retro-withheld = Έγραψαν λιγότερα από { $leastText } άτομα, οπότε τα λόγια τους σβήστηκαν χωρίς να διαβαστούν.
retro-did-open = άνοιξε ο απολογισμός
retro-did-close = έκλεισε ο απολογισμός
retro-trends = Τι διδάσκουν τα περιστατικά: { $incidentsText }
retro-trends-none = Κανένα περιστατικό δεν τελείωσε ακόμη, οπότε δεν υπάρχει τίποτα να συγκριθεί.
retro-clock-notice = Ώσπου να κοιτάξει κάποιος
retro-clock-lead = Ώσπου να αναλάβει κάποιος
retro-clock-statement = Ώς την πρώτη ανακοίνωση
retro-clock-end = Ώσπου να τελειώσει
retro-clock-lately = { $lately } πρόσφατα, { $before } πριν
retro-clock-never = πρόσφατα ποτέ
retro-trends-causes = Συχνά ανάμεσα στις αιτίες:
retro-trends-again = Ξαναήρθε:
retro-trends-alerts = Από τις ειδοποιήσεις που κρίθηκαν, { $opened ->
    [one] { $openedText } έγινε περιστατικό
   *[other] { $openedText } έγιναν περιστατικά
} και { $dismissed ->
    [one] { $dismissedText } δεν ήταν κρίση
   *[other] { $dismissedText } δεν ήταν κρίση
}: το { $share } άξιζε τον κόπο.
retro-minutes = { $countText } λεπτά
retro-hours = { $countText } ώρες
retro-days = { $countText } ημέρες
