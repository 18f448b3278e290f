# Checklists and tasks.
task-title = Compiti di { $id }: { $behindText } su { $allText }
task-tick = Spunta…
task-add = Aggiungi un compito
task-skips = Non serve…
task-due = entro { $at }
task-overdue = in ritardo da { $at }
task-waits = dopo il passo precedente
task-every = ogni crisi
task-from = Dai piani: { $list }
task-which-kind = Che tipo di crisi è { $id }? Segue la lista dei compiti.
task-kind = Tipo di crisi…
task-which-skip = Quale compito non serve?
task-pick = Scegli un compito…
task-ask-text = Che cosa c’è da fare?
task-ask-role = Chi se ne occupa?
task-ask-due = Entro
task-ask-due-hint = 30m, 2h o 1d; vuoto se può aspettare
task-yours = { $by } ti affida un compito.
task-is-overdue = Questo compito è in ritardo.
task-mark-done = Fatto
task-of = { $task } · { $title }
task-done-now = { $task } è fatto: { $text }
task-skipped-now = { $task } non serve: { $text }
task-open-now = { $task } è di nuovo aperto: { $text }
task-added-now = { $task } è nella lista: { $text }
task-begun = La lista dei compiti di { $id } arriva nel suo thread.
task-unknown = Non c’è nessun compito { $task }. /crisis task list mostra quelli che ci sono.
task-state-waiting = in attesa
task-state-open = aperto
task-state-done = fatto
task-state-skipped = non serve
task-state-dropped = di un altro tipo di crisi
task-already = { $task } è già così: { $state }.
task-already-by = { $task } è già così: { $state } ({ $by }).
task-closed = { $id } è chiuso. Prima riaprilo: /crisis reopen.
task-no-time = «{ $typed }» non è una durata. Scrivi 30m, 2h o 1d.
task-did-plan = lista per { $what }: { $countText } compiti nuovi
task-did-add = compito aggiunto: { $what }
task-did-done = compito fatto: { $what }
task-did-skip = compito non necessario: { $what }
task-did-reopen = compito riaperto: { $what }
task-did-due = compito in ritardo: { $what }
task-line = { $count ->
    [one] { $countText } compito aperto
   *[other] { $countText } compiti aperti
}
task-line-late = { $count ->
    [one] { $countText } compito aperto
   *[other] { $countText } compiti aperti
}, { $fromText } in ritardo
task-begin-kind = Avvia la lista: { $kind }
task-begin-menu = Avvia la lista per…
task-version = { $name } (versione { $version })
