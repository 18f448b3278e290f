status-title = Τώρα
status-quiet = Όλα ήσυχα: κανένας συναγερμός ή ανοιχτό περιστατικό.
status-listening = Ενεργές παρακολουθήσεις: { $watchesText }· αναφορές την τελευταία ώρα: { $mentionsText }.
status-silent = Καμία πηγή δεν έχει μιλήσει ακόμη.
status-source = { $source }: τελευταία φορά { $at }
status-precision = Συναγερμοί των τελευταίων 90 ημερών: από τους { $decidedText } που κρίθηκαν, { $openedText } έγιναν περιστατικό ({ $percent }).
status-summary = { $incidents ->
    [one] { $incidentsText } ανοιχτό περιστατικό
   *[other] { $incidentsText } ανοιχτά περιστατικά
}, το σοβαρότερο { $gravest } ({ $severity }/10)· ενεργοί συναγερμοί: { $alertsText }.
