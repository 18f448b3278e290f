status-title = Τώρα
status-quiet = Όλα ήσυχα: καμία ειδοποίηση, κανένα ανοιχτό περιστατικό.
status-listening = Ενεργές παρακολουθήσεις: { $watchesText }· αναφορές την τελευταία ώρα: { $mentionsText }.
status-silent = Καμία πηγή δεν έχει μιλήσει ακόμη.
status-source = { $source }: τελευταία φορά { $at }
status-precision = Ειδοποιήσεις των τελευταίων 90 ημερών: από τις { $decidedText } που κρίθηκαν, { $openedText } έγιναν περιστατικό ({ $percent }).
status-summary = { $incidents ->
    [one] { $incidentsText } ανοιχτό περιστατικό
   *[other] { $incidentsText } ανοιχτά περιστατικά
}, το σοβαρότερο { $gravest } ({ $severity }/10)· ενεργές ειδοποιήσεις: { $alertsText }.
