status-title = Τώρα
status-quiet = Όλα ήσυχα: κανένας συναγερμός ή ανοιχτό περιστατικό.
status-listening = Ενεργές παρακολουθήσεις: { $watchesText }· αναφορές την τελευταία ώρα: { $mentionsText }.
status-silent = Καμία πηγή δεν έχει μιλήσει ακόμη.
status-source = { $source }: τελευταία φορά { $at }
