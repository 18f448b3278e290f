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
alert-thread = L’incidente su { $watch } continua in questa conversazione. L’ha aperto { $by }.
