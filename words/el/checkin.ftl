# Αν η εταιρεία έχει ανακάμψει.
checkin-title = { $id }: { $daysText } ημέρες μετά
checkin-question = Είναι όλα όπως πριν ή μένει κάτι να διορθωθεί;
checkin-unheard = Για αυτό το περιστατικό δεν μετριέται τίποτα: κρίνετε από ό,τι βλέπετε.
checkin-voices-of = { $voices ->
    [one] { $voicesText } φωνή
   *[other] { $voicesText } φωνές
} την τελευταία ημέρα, συνήθως { $usual }
checkin-mood-of = { $percent } αρνητικές την τελευταία ημέρα, συνήθως { $usual }
checkin-recovered = Ανακάμψαμε
checkin-said-recovered = { $by }: έχουμε ανακάμψει ({ $at }).
checkin-said-not-yet = { $by }: όχι ακόμη ({ $at }). Ό,τι θα βοηθούσε μπορεί να γίνει ενέργεια.
checkin-withdrawn = Το περιστατικό συνεχίζεται ξανά από { $at }· η ερώτηση αποσύρεται.
checkin-done = Σημειώθηκε για το { $id }.
checkin-already = Αυτό έχει ήδη ειπωθεί.
checkin-taken-back = Το περιστατικό συνεχίζεται ξανά· η ερώτηση θα επιστρέψει μετά το τέλος του.
checkin-did-ask = ερώτηση μετά από { $countText } ημέρες αν έχουμε ανακάμψει
checkin-did-recovered = ανάκαμψη μετά από { $countText } ημέρες
checkin-did-not-yet = όχι ακόμη ανάκαμψη μετά από { $countText } ημέρες
