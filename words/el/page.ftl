# Telling people of an incident, and who is on call.
page-ask = Σας χρειαζόμαστε: σοβαρότητα { $severity }/10, άνοιξε { $at }.
page-acknowledge = Το αναλαμβάνω
page-answered-by = Το έχει: { $by }.
page-answered = Το { $id } το έχει: { $by }.
page-unanswered = Ειδοποιήθηκαν όλοι για το { $id } και δεν απάντησε κανείς. Ποιος το αναλαμβάνει;
page-thanks = Ευχαριστούμε. Δεν θα ειδοποιηθεί άλλος για το { $id }.
page-late = Το { $id } το έχει ήδη: { $by }.
page-none = Δεν ειδοποιήθηκε κανείς για το { $id }· δεν υπάρχει κάτι να απαντηθεί.
page-did-tell = ειδοποίηση: { $who }
page-did-answer = απάντηση στην ειδοποίηση
page-did-nobody = ειδοποιήθηκαν όλοι, δεν απάντησε κανείς
oncall-title = Εφημερία
oncall-none = Δεν εφημερεύει κανείς: δεν υπάρχει πρόγραμμα. Προσθέστε [[oncall]] στο squall.toml.
oncall-nobody = κανείς
oncall-row = { $who } έως { $at }, έπειτα { $next }
oncall-swapped = Εφημερία { $rota }: { $who } έως { $at }.
oncall-which = Ποιο πρόγραμμα; Γράψτε --rota με ένα από: { $list }.
