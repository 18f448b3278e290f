# The command language. `name-`, `option-`, `value-`, `unit-` and `filler` hold names: all that is understood, separated
# by commas, the one to show first. English names work in every language.

# Nouns and verbs
name-help = βοήθεια
name-status = κατάσταση
name-open = άνοιγμα, άνοιξε, ανοίξτε
name-note = σημείωση, σημείωσε
name-timeline = χρονολόγιο, ιστορικό
name-digest = σύνοψη
name-alert = ειδοποίηση, ειδοποιήσεις, συναγερμός, συναγερμοί
name-watch = παρακολούθηση, παρακολουθήσεις
name-language = γλώσσα
name-list = λίστα, κατάλογος
name-show = εμφάνιση, δείξε, αναφορές
name-ack = επιβεβαίωση, ελήφθη
name-snooze = αναβολή, σίγαση
name-dismiss = απόρριψη
name-add = προσθήκη, πρόσθεσε, νέα
name-edit = επεξεργασία, αλλαγή
name-test = δοκιμή
name-pause = παύση
name-resume = συνέχεια, συνέχιση
name-remove = αφαίρεση, διαγραφή
name-me = εγώ, εμένα, μου
name-home = αρχική, σελίδα
name-quiet = ησυχία, σιωπή
name-report = αναφορά, ανάφερε

# What each command does, in at most 100 characters
command-help = Τι μπορώ να κάνω και πώς να το ζητήσετε
command-status = Πού βρισκόμαστε: ανοιχτά περιστατικά, ειδοποιήσεις, κατάσταση των πηγών
command-open = Ανοίγει περιστατικό, από ειδοποίηση ή χειροκίνητα
command-note = Κρατά κάτι στο χρονολόγιο ενός περιστατικού
command-timeline = Τι συνέβη σε ένα περιστατικό, με χρονική σειρά
command-digest = Τι λέει ο κόσμος και πώς νιώθει, τώρα
command-alert = Ειδοποιήσεις: προβολή και αποφάσεις
command-alert-list = Οι ειδοποιήσεις που δεν έχουν λήξει
command-alert-show = Οι αναφορές πίσω από μια ειδοποίηση
command-alert-ack = Δηλώνει ότι κάποιος το κοιτάζει
command-alert-snooze = Σίγαση μιας ειδοποίησης για λίγο, εκτός αν επιδεινωθεί
command-alert-dismiss = Δηλώνει ότι μια ειδοποίηση δεν είναι κρίση, και γιατί
command-watch = Παρακολουθήσεις: τι ακούω
command-watch-list = Τι ακούω
command-watch-add = Παρακολουθεί μια μάρκα, ένα προϊόν, πρόσωπο, ανταγωνιστή ή κλάδο
command-watch-edit = Αλλάζει μια παρακολούθηση· ό,τι δεν αναφέρετε μένει ως έχει
command-watch-test = Τι θα είχε βρει και σημάνει ένα ερώτημα ή μια παρακολούθηση
command-watch-pause = Σταματά να ακούει για λίγο
command-watch-resume = Ακούει ξανά
command-watch-remove = Τερματίζει μια παρακολούθηση· όσα άκουσε διατηρούνται
command-language = Η γλώσσα που μιλώ εδώ
command-me = Η σελίδα σας, οι ώρες ησυχίας, οι ειδοποιήσεις με προσωπικό μήνυμα
command-me-home = Τι περιμένει εσάς, και οι ρυθμίσεις σας
command-me-quiet = Πότε δεν σας γράφω από μόνος μου, εκτός αν είναι σοβαρό
command-me-alert = Ειδοποιήσεις με προσωπικό μήνυμα, στη γλώσσα και τη ζώνη ώρας σας
command-report = Το είπε το κοινό: διαβάστε το, μετρήστε το και κρίνετέ το μαζί με τα υπόλοιπα

# Arguments: their names, and what they are in at most 100 characters
option-command = εντολή
option-what = τι, τίτλος
option-watch = παρακολούθηση
option-period = περίοδος
option-alert = ειδοποίηση
option-incident = περιστατικό
option-for = για
option-reason = λόγος
option-name = όνομα
option-query = ερώτημα
option-rename = μετονομασία
option-kind = είδος, τύπος
option-languages = γλώσσες
option-sources = πηγές
option-channel = κανάλι
option-digest = σύνοψη
option-zone = ζώνη
option-language = γλώσσα
option-scope = εμβέλεια
option-text = κείμενο
option-hours = ώρες
option-switch = διακόπτης
option-severity = σοβαρότητα, από
option-watches = παρακολουθήσεις
option-words = λόγια
about-command = Η εντολή προς εξήγηση
about-what = Μια ειδοποίηση όπως A-7 ή ένας τίτλος με δικά σας λόγια
about-watch = Το όνομα μιας παρακολούθησης
about-period = Πόσο πίσω: 24h, 7d
about-alert = Ο αριθμός μιας ειδοποίησης, όπως A-7
about-incident = Ο αριθμός ενός περιστατικού, όπως INC-3
about-text = Με δικά σας λόγια
about-for = Για πόσο: 30m, 2h, 1d
about-reason = Γιατί δεν είναι κρίση· μένει στο αρχείο
about-name = Ένα σύντομο όνομα
about-query = Όροι, "φράσεις", AND OR NOT, NEAR/5, lang: source: platform: author:
about-rename = Το νέο όνομα
about-kind = Τι αφορά· οι ανταγωνιστές μετρούν στο μερίδιο συζήτησης και δεν σημαίνουν συναγερμό
about-languages = Μόνο αναφορές σε αυτές τις γλώσσες, όπως el,bg· ή all
about-sources = Μόνο αυτές οι πηγές· ή all
about-channel = Πού πηγαίνουν οι ειδοποιήσεις και οι συνόψεις
about-digest = Πότε έρχονται οι συνόψεις: cron πέντε πεδίων όπως 0 9 * * 1-5, ή off
about-zone = Ζώνη ώρας, όπως Europe/Athens
about-language = Η γλώσσα που θα μιλώ
about-scope = Για αυτό το κανάλι ή μόνο για εσάς
about-hours = Από πότε ως πότε, π.χ. 22:00-07:00· ή off
about-switch = on ή off
about-severity = Από ποια σοβαρότητα, 1 έως 10
about-watches = Μόνο για αυτές τις παρακολουθήσεις, με κόμματα ανάμεσα· ή all
about-words = Τι ειπώθηκε, με @ποιος μπροστά και τον σύνδεσμο, αν τα έχετε

# Values
value-brand = μάρκα
value-product = προϊόν
value-person = πρόσωπο
value-competitor = ανταγωνιστής
value-industry = κλάδος
value-channel = κανάλι, εδώ
value-me = εμένα, εγώ
value-all = όλες, όλα
value-on = ναι, ενεργό
value-off = ποτέ, ανενεργό
value-en = αγγλικά
value-it = ιταλικά
value-bg = βουλγαρικά
value-el = ελληνικά
value-zh-Hant = παραδοσιακά κινεζικά, κινεζικά
unit-minute = λεπτό, λεπτά, λ
unit-hour = ώρα, ώρες, ω
unit-day = ημέρα, ημέρες, μέρα, μέρες
unit-week = εβδομάδα, εβδομάδες
unit-month = μήνας, μήνες, μήνα
filler = για, τις, τα, την, τον, τελευταία, τελευταίες, τελευταίο

# Refusals: what is wrong, and the way out
refusal-unknown-command = Δεν γνωρίζω την εντολή «{ $typed }».
refusal-commands = Δοκιμάστε: { $commands }.
refusal-did-you-mean = Μήπως εννοείτε { $suggestion };
refusal-unknown-option = Η εντολή «{ $command }» δεν έχει επιλογή «{ $typed }».
refusal-options = Δέχεται: { $options }.
refusal-missing = Λείπει: { $argument }. Γράψτε: { $usage }
refusal-bad-value = Το «{ $typed }» δεν ταιριάζει εδώ: { $argument }.
refusal-expected = Χρησιμοποιήστε: { $expected }.
refusal-unexpected = Δεν ξέρω πού ανήκει το «{ $typed }». Γράψτε: { $usage }
refusal-nothing-to-change = Η εντολή «{ $command }» πρέπει να ξέρει τι θα αλλάξει: { $options }.

# What a value may be
expected-name = όνομα έως 40 χαρακτήρες
expected-watch = όνομα παρακολούθησης (δείτε: watch list)
expected-query = ερώτημα όπως acme OR "acme parcels"
expected-text = λίγα λόγια
expected-command = όνομα εντολής (δείτε: help)
expected-alert = αριθμό όπως A-7 (δείτε: alert list)
expected-incident = αριθμό όπως INC-3 (δείτε: status)
expected-languages = κωδικούς όπως el,bg ή all
expected-sources = ονόματα όπως bluesky,rss ή all
expected-channel = κανάλι όπως #crisis
expected-schedule = πέντε πεδία όπως "0 9 * * 1-5" ή off
expected-zone = ζώνη ώρας όπως Europe/Athens
expected-hours = ώρες όπως 22:00-07:00, ή off
expected-severity = ένας αριθμός από 1 έως 10
expected-watches = ονόματα παρακολουθήσεων με κόμματα (δείτε: watch list), ή all

# Help
help-more = Περισσότερα για μία εντολή: { $usage }

# Entries of a message menu: at most 24 characters, and 150 for what they do.
shortcut-report-mention = Καταχώριση ως αναφορά
shortcut-report-mention-about = Το είπε το κοινό: διάβασέ το, μέτρησέ το και κρίνε το μαζί με τα άλλα.
shortcut-add-to-timeline = Στο χρονολόγιο
shortcut-add-to-timeline-about = Κράτησε το μήνυμα στο χρονολόγιο του περιστατικού.
shortcut-draft-statement = Σχέδιο ανακοίνωσης
shortcut-draft-statement-about = Ξεκίνα μια δημόσια ανακοίνωση με αυτά τα λόγια.
