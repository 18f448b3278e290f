# Che cosa fa la squadra dopo un incidente.
action-title = Azioni dopo { $id }: { $behindText } su { $allText } concluse
action-standing = { $open ->
    [0] Nessuna azione aperta
    [one] { $openText } azione aperta
   *[other] { $openText } azioni aperte
}{ $overdue ->
    [0] .
   *[other] , { $overdueText } in ritardo.
}
action-behind = Finora { $doneText } fatte e { $droppedText } abbandonate.
action-more = e altre { $moreText }
action-none = Nessuna azione è aperta.
action-add = Aggiungi un’azione
action-form = Nuova azione
action-ask-text = Che cosa va fatto?
action-ask-due = Entro
action-ask-due-hint = 7d, 14d o 2 mesi. È tua finché non la affidi ad altri.
action-ask-reason = Perché non si farà?
action-drop = Abbandona…
action-hand-on = Affidala a…
action-added = { $action } è tua, entro { $at }: { $text }
action-added-for = { $action } è per { $who }, entro { $at }: { $text }
action-yours = { $by } ti affida un’azione.
action-is-due = Una tua azione sta per scadere.
action-is-overdue = Una tua azione è in ritardo.
action-is-late = { $who }, questa azione è in forte ritardo. Completala, abbandonala con un motivo o affidala ad altri.
action-done-now = { $action } è fatta: { $text }
action-dropped-now = { $action } è abbandonata: { $text }
action-assigned-now = { $action } ora è per { $who }: { $text }
action-later-now = Va bene. Tra qualche giorno ti ricorderò { $action }: { $text }
action-unknown = Non c’è nessuna azione { $action }. /crisis action list mostra quelle aperte.
action-already = { $action } è già così: { $state } ({ $who }).
action-no-reason = Indica perché la abbandoni: il prossimo incidente lo chiederà.
action-no-time = «{ $typed }» non è una durata da un giorno a un anno. Scrivi 7d, 14d o 2 mesi.
action-state-open = aperta
action-state-done = fatta
action-state-dropped = abbandonata
action-did-add = azione aggiunta: { $what } ({ $who })
action-did-done = azione fatta: { $what }
action-did-drop = azione abbandonata: { $what }
action-did-assign = azione affidata a { $who }: { $what }
