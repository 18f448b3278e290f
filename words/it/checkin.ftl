# Se l’azienda si è ripresa.
checkin-title = { $id }: { $daysText } giorni dopo
checkin-question = È tutto come prima o c’è ancora qualcosa da rimediare?
checkin-unheard = Per questo incidente non si conta nulla: giudicate da ciò che vedete.
checkin-voices-of = { $voices ->
    [one] { $voicesText } voce
   *[other] { $voicesText } voci
} nell’ultimo giorno, di solito { $usual }
checkin-mood-of = { $percent } negative nell’ultimo giorno, di solito { $usual }
checkin-recovered = Ripresi
checkin-said-recovered = { $by }: ci siamo ripresi ({ $at }).
checkin-said-not-yet = { $by }: non ancora ({ $at }). Ciò che aiuterebbe può diventare un’azione.
checkin-withdrawn = L’incidente è di nuovo in corso da { $at }; la domanda è ritirata.
checkin-done = Annotato per { $id }.
checkin-already = È già stato detto.
checkin-taken-back = L’incidente è di nuovo in corso; la domanda tornerà dopo la fine.
checkin-did-ask = chiesto dopo { $countText } giorni se ci siamo ripresi
checkin-did-recovered = ripresi dopo { $countText } giorni
checkin-did-not-yet = non ancora ripresi dopo { $countText } giorni
