# Answers to the public, and scheduled content.
conduct-pause-task = Sospendere ciò che è programmato: { $name }
conduct-resume-task = Riprendere: { $name }
conduct-paused = { $count ->
    [one] A { $countText } responsabile
   *[other] A { $countText } responsabili
} di contenuti programmati è chiesto di sospenderli; la spunta è la loro conferma.
conduct-resumed = { $count ->
    [one] A { $countText } responsabile
   *[other] A { $countText } responsabili
} di contenuti programmati è chiesto di riprendere.
conduct-no-content = Nessuno risulta responsabile di contenuti programmati. Aggiungi [[content]] a squall.toml.
reply-title = Risposte in { $id }: { $leftText } su { $allText } in attesa
reply-claim = Rispondo io…
reply-mine = Rispondo io
reply-state-claimed = risponde { $by }
reply-state-answered = risposta di { $by }
reply-state-let_be = senza risposta, deciso da { $by }
reply-queued = { $reply } attende una risposta: { $said }
reply-claimed = { $reply } è tuo per 20 minuti: { $said }
reply-advice = Breve, gentile, solo fatti. Una risposta; niente discussioni.
reply-answered = Risposto
reply-give-back = Lascio ad altri
reply-let-be = Nessuna risposta
reply-ask-words = Che cosa hai risposto?
reply-now-open = { $reply } attende qualcun altro: { $said }
reply-now-claimed = { $reply } è tuo: { $said }
reply-now-answered = { $reply } ha una risposta: { $said }
reply-now-let_be = { $reply } resta senza risposta: { $said }
reply-hint-long = È più lungo di { $byText } caratteri di quanto si legga.
reply-hint-sharp = «{ $words }» può suonare polemico.
reply-overheld = { $reply } è di nuovo libero; lo avevi da 20 minuti: { $said }
reply-unknown = Non c’è nessun { $reply }. /crisis conduct reply mostra la coda.
reply-there = È già in attesa di una risposta.
reply-already = { $reply } è già così.
reply-taken = { $reply } è di { $by }. Una risposta basta.
reply-did-queue = attende una risposta: { $what }
reply-did-claim = risponderà a { $what }
reply-did-return = ha lasciato ad altri { $what }
reply-did-overheld = di nuovo libero: { $what }
reply-did-answer = ha risposto a { $what }
reply-did-let-be = senza risposta: { $what }
