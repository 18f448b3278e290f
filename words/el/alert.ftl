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
alert-thread = Το περιστατικό για { $watch } συνεχίζεται σε αυτή τη συζήτηση. Το άνοιξε: { $by }.
