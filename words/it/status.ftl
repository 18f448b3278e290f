status-title = Adesso
status-quiet = Tutto tranquillo: nessun allarme, nessun incidente aperto.
status-listening = In ascolto con { $watchesText } ricerche; { $mentionsText } menzioni nell’ultima ora.
status-silent = Nessuna fonte ha ancora parlato.
status-source = { $source }: ultima volta { $at }
status-precision = Allarmi degli ultimi 90 giorni: dei { $decidedText } decisi, { $openedText } sono diventati un incidente ({ $percent }).
status-summary = { $incidents ->
    [one] { $incidentsText } incidente aperto
   *[other] { $incidentsText } incidenti aperti
}, il più grave { $gravest } ({ $severity }/10); allarmi in corso: { $alertsText }.
