# Questionari dopo un incidente.
retro-title = { $id }: retrospettiva di { $title }
retro-intro = È finita. Com’è andata? Lo chiediamo a chi ha partecipato; le risposte restano nascoste finché tutti hanno risposto o il tempo è scaduto.
retro-ask = Hai partecipato anche tu. Dicci com’è andata: bastano cinque minuti, entro { $until }. Le risposte altrui restano nascoste fino ad allora, così nessuno influenza nessuno.
retro-remind = Manca ancora il tuo parere. Il questionario è aperto fino a { $until }.
retro-kept-named = Conserviamo: le tue risposte con nome e ruolo. La squadra le vede alla chiusura.
retro-kept-anonymous = Anonimo. Conserviamo: che hai risposto e, separatamente, che cosa, senza nome, ordine né ora. Di meno di { $leastText } persone non si mostra nulla: né parole, né numeri, né reparti; il resto viene cancellato alla chiusura. La piattaforma di chat può conservare ciò che invii.
retro-kept-file = Squall sovrascrive nel suo database ciò che cancella e non conserva l’ordine degli arrivi. Solo chi copia il database prima e dopo una risposta potrebbe vedere che cosa è arrivato nel mezzo.
retro-kept-server = Il server del database conserva per un po’ gli stati precedenti e un registro, in ordine: chi lo gestisce potrebbe vedervi quali risposte sono arrivate insieme a chi, e che cosa è stato cancellato.
retro-answers = Risposte
retro-count = { $answeredText } su { $askedText }
retro-count-some = almeno { $answeredText } su { $askedText }
retro-count-few = meno di { $leastText } su { $askedText }
retro-until = Aperto fino a
retro-state = Stato
retro-closed = chiuso
retro-answer = Rispondi
retro-later = Più tardi
retro-decline = Nulla da aggiungere
retro-change = Cambia le mie risposte
retro-form = Com’è andata?
retro-send = Invia
retro-hint = Salta ciò su cui non hai un parere. Da 1, per niente, a 5, del tutto.
retro-scale-1 = 1: per niente
retro-scale-2 = 2: piuttosto no
retro-scale-3 = 3: indeciso
retro-scale-4 = 4: piuttosto sì
retro-scale-5 = 5: del tutto
retro-thanks = Grazie, le risposte sono salvate. Puoi cambiarle fino alla chiusura.
retro-thanks-anonymous = Grazie, le risposte sono salvate senza il tuo nome. Solo questo pulsante può cambiarle fino alla chiusura; nessun altro lo ha e non si può rifare.
retro-done-start = { $id } è aperta; { $asked ->
    [0] nessuno è ancora invitato: aggiungi persone con /crisis retro add
    [one] { $askedText } persona invitata
   *[other] { $askedText } persone invitate
}.
retro-done-add = Ora è tra gli invitati di { $id }.
retro-done-asked = È già tra gli invitati di { $id }.
retro-done-close = { $id } è chiusa; i risultati sono nel thread dell’incidente.
retro-done-later = Va bene. Riceverai un promemoria di { $id } prima della chiusura.
retro-done-decline = Annotato: nulla da aggiungere a { $id }. Fino alla chiusura puoi ancora rispondere.
retro-unknown = Questa retrospettiva non esiste. Ne inizia una da sola quando un incidente è risolto, o con /crisis retro start.
retro-not-over = L’incidente è in corso. Prima risolvilo: /crisis resolve
retro-another = L’incidente ha già una retrospettiva: { $id }.
retro-is-closed = Il questionario è chiuso e non accetta più risposte.
retro-not-in-charge = Solo chi guida l’incidente, il PR o la direzione chiude un questionario prima del tempo. Si chiude da solo.
retro-closing-all = Hanno risposto meno di { $leastText } persone. Se chiudi { $id } adesso, nulla di ciò che hanno detto verrà mai mostrato, e verrà cancellato.
retro-closing-some = { $count ->
    [one] { $countText } domanda ha
   *[other] { $countText } domande hanno
} risposte di meno di { $leastText } persone. Se chiudi { $id } adesso, non verranno mai mostrate, e verranno cancellate.
retro-closing-nothing = Ogni domanda di { $id } ha risposte di almeno { $leastText } persone. Chi non ha ancora risposto non potrà più farlo dopo la chiusura.
retro-close-now = Chiudi adesso
retro-empty = Nessuna risposta, quindi non è stato salvato nulla.
retro-answered-before = Hai già risposto. Per cambiare, premi il pulsante nel messaggio di ringraziamento: senza di esso nessuno sa quali risposte siano tue.
retro-results = Risultati di { $id }
retro-rate = Risposte: { $answeredText } su { $askedText }; senza nulla da aggiungere: { $declinedText }.
retro-rate-some = Hanno risposto almeno { $answeredText } persone su { $askedText }.
retro-rate-few = Hanno risposto meno di { $leastText } persone su { $askedText }.
retro-left = { $left ->
    [one] { $leftText } persona nel frattempo se n’è andata e non è contata.
   *[other] { $leftText } persone nel frattempo se ne sono andate e non sono contate.
}
retro-hidden = Il contenuto si vede alla chiusura del questionario.
retro-chart = Com’è andata, da 1 a 5
retro-agree = d’accordo
retro-undecided = indecisi
retro-disagree = non d’accordo
retro-apart = I reparti la vedono in modo diverso:
retro-apart-line = «{ $question }» { $low }, { $high }
retro-themes = Ricorre spesso:
retro-more = { $more ->
    [one] e ancora { $moreText } risposta
   *[other] e altre { $moreText } risposte
}
retro-nothing-shown = Di così poche persone non si mostra nulla; alla chiusura le risposte vengono cancellate senza essere lette.
retro-left-out = { $count ->
    [one] A { $countText } domanda hanno risposto
   *[other] A { $countText } domande hanno risposto ogni volta
} meno di { $leastText } persone: quelle risposte sono state cancellate senza essere lette.
retro-did-open = aperta la retrospettiva
retro-did-close = chiusa la retrospettiva
retro-trends = Che cosa insegna { $incidents ->
    [one] { $incidentsText } incidente
   *[other] l’insieme di { $incidentsText } incidenti
}
retro-trends-none = Nessun incidente è ancora finito: non c’è nulla da confrontare.
retro-clock-notice = Prima che qualcuno guardasse
retro-clock-lead = Prima che qualcuno coordinasse
retro-clock-statement = Prima della prima dichiarazione
retro-clock-end = Prima della fine
retro-clock-lately = { $lately } di recente, { $before } prima
retro-clock-never = mai di recente
retro-trends-causes = Spesso fra le cause:
retro-trends-again = Si ripete:
retro-trends-alerts = Delle allerte su cui si è deciso, { $opened ->
    [one] { $openedText } è diventata un incidente
   *[other] { $openedText } sono diventate incidenti
} e { $dismissed ->
    [one] { $dismissedText } non era una crisi
   *[other] { $dismissedText } non erano crisi
}: ne valeva la pena il { $share }.
retro-minutes = { $countText } min
retro-hours = { $countText } h
retro-days = { $countText } g
