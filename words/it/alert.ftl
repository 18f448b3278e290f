alert-title = { $watch }: qualcosa non va
alert-gist = { $observed ->
    [one] { $observedText } voce
   *[other] { $observedText } voci
} su { $watch } in { $minutesText } min; di solito { $expected }.
alert-severity = Gravità
alert-factor = Rispetto al solito
alert-since = Da
alert-followers = { $followers ->
    [one] { $followersText } follower
   *[other] { $followersText } follower
}
alert-acknowledged = Se ne occupa { $by }.
alert-opened = { $by } ha aperto un incidente.
alert-dismissed = Non è una crisi, dice { $by }: { $reason }
alert-open = Apri incidente
alert-ack = Me ne occupo
alert-dismiss = Non è una crisi
alert-decided = È già stato deciso; guarda la scheda.
alert-reason = Perché non è una crisi?
alert-send = Invia
alert-negative = { $percent } è negativo
alert-new-languages = Lingue nuove qui: { $languages }.
alert-baseline = Confronto con l’ultimo giorno e la stessa ora delle ultime due settimane.
alert-baseline-cold = C’è meno di un giorno di storia per il confronto: è una prima stima prudente.
alert-snoozed = Rimandato da { $by } fino a { $until }.
alert-over = Si è calmato alle { $at }.
alert-escalated = { $id } peggiora: gravità { $severity } su 10, { $observedText } voci in { $minutesText } min.
alert-awake = La pausa di { $id } è finita e la cosa continua.
alert-snooze = Rimanda di 1 h
alert-mentions = Mostra menzioni
alert-mentions-title = Cosa dice la gente ({ $id })
alert-mentions-more = Altre
alert-mentions-none = Non ci sono altre menzioni.
alert-none = Nessun allarme in corso.
alert-list-title = Allarmi
alert-unknown = L’allarme { $id } non esiste. /crisis alert list mostra quelli che ci sono.
alert-understood-acknowledge = Capito: ti occupi tu di { $id }.
alert-understood-open = Capito: apri un incidente da { $id }.
alert-understood-snooze = Capito: rimanda { $id } di un’ora.
alert-understood-dismiss = Capito: { $id } non è una crisi. Premi “Non è una crisi” sulla scheda per dire perché.
alert-no-reason = nessun motivo indicato
alert-chart-title = { $watch }: menzioni all’ora
alert-chart-alt = Colonne delle menzioni all’ora nell’ultimo giorno; nell’ultima ora { $lastText }, di solito { $expected }.
alert-done-acknowledge = Ti occupi di { $id }; la scheda lo dice.
alert-done-snooze = { $id } tace per { $minutesText } min.
alert-done-dismiss = { $id } è segnato come non crisi; aprire un incidente annulla.
alert-done-open = L’incidente di { $id } è aperto; la conversazione è sotto la scheda.
alert-flood = Nessun allarme: { $copiesText } delle { $totalText } menzioni di { $watch } nell’ultima ora sono copie di pochi testi da account senza seguito. Un’ondata artificiale, non una folla.
alert-mood = Umore
