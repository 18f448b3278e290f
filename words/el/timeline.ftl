# The timeline of an incident.
timeline-title = Χρονολόγιο του { $id }
timeline-empty = Το χρονολόγιο είναι άδειο. Κρατήστε ένα μήνυμα με :pushpin: ή «Στο χρονολόγιο», ή γράψτε /crisis σημείωση.
timeline-earlier = Παλαιότερα
timeline-link = άνοιγμα
timeline-colon = { ": " }
timeline-added = Προστέθηκε στο χρονολόγιο του { $id }: { $text }
timeline-added-short = Προστέθηκε στο χρονολόγιο του { $id }
timeline-undo = Αναίρεση
timeline-there = Αυτό το μήνυμα βρίσκεται ήδη στο χρονολόγιο του { $id }.
timeline-struck = Αφαιρέθηκε από το χρονολόγιο του { $id }· το αρχείο κρατά ότι υπήρξε.
timeline-which = Υπάρχουν πολλά ανοιχτά περιστατικά. Σε ποιο ανήκει;
timeline-no-words = (μήνυμα χωρίς κείμενο)
timeline-did-opened = το περιστατικό άνοιξε
timeline-did-opened-from = το περιστατικό άνοιξε από { $what }
