fault-summary = { $rows ->
    [one] { $rowsText } αποθηκευμένη εγγραφή παραλείπεται, γιατί δεν μπορεί να χρησιμοποιηθεί
   *[other] { $rowsText } αποθηκευμένες εγγραφές παραλείπονται, γιατί δεν μπορούν να χρησιμοποιηθούν
}
fault-line = { $work }, { $row }, από { $since }: { $cause }{ $more ->
    [0] {""}
   *[other] { " " }(και άλλες { $moreText })
}
fault-more = και άλλες { $rowsText }
fault-goes-on = Όλα τα άλλα συνεχίζονται. Το Squall ξαναδοκιμάζει μόνο του, όλο και πιο αραιά. Για να τις διορθώσετε, δείτε το squall doctor.
fault-work-listening = Παρακολουθήσεις
fault-work-committing = Παραλαβή
fault-work-judging = Αξιολόγηση παρακολουθήσεων
fault-work-timers = Χρονόμετρα
fault-work-digests = Συνόψεις
fault-work-delivering = Μηνύματα
fault-work-tidying = Συντήρηση
fault-work-meeting = Ονόματα ατόμων
fault-work-telling = Ενημέρωση των διαχειριστών
