status-title = Adesso
status-quiet = Tutto tranquillo: nessun allarme, nessun incidente aperto.
status-listening = In ascolto con { $watchesText } ricerche; { $mentionsText } menzioni nell’ultima ora.
status-silent = Nessuna fonte ha ancora parlato.
status-source = { $source }: ultima volta { $at }
status-precision = Allarmi degli ultimi 90 giorni: dei { $decidedText } decisi, { $openedText } sono diventati un incidente ({ $percent }).
