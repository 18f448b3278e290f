status-title = Adesso
status-quiet = Tutto tranquillo: nessuna allerta, nessun incidente aperto.
status-listening = In ascolto con { $watchesText } monitor; menzioni nell’ultima ora: { $mentionsText }.
status-silent = Nessuna fonte ha ancora parlato.
status-source = { $source }: ultima volta { $at }
status-precision = Allerte degli ultimi 90 giorni: delle { $decidedText } decise, { $openedText } sono diventate un incidente ({ $percent }).
status-summary = { $incidents ->
    [one] { $incidentsText } incidente aperto
   *[other] { $incidentsText } incidenti aperti
}, il più grave { $gravest } ({ $severity }/10); allerte in corso: { $alertsText }.
