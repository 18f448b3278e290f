# What the public does while the team works; what is proposed because of it; what is kept of it.
situation-title = Quadro di { $id }
situation-since = Conteggio da { $since }, ultimo controllo { $at }.
situation-unheard = Per { $id } non si conta nulla: nessun monitor è collegato. Lo fa /crisis incident watch con il nome di un monitor.
situation-heard = D’ora in poi { $id } è contato dal monitor { $watch }.
situation-voices = Quante voci
situation-voices-of = { $voices ->
    [one] { $voicesText } voce
   *[other] { $voicesText } voci
}, viste da un massimo di { $reachText } persone; { $hourText } nell’ultima ora, di solito { $usual }
situation-mood = Umore
situation-mood-of = { $percent } negativo
situation-mood-hour = { $percent } negativo; nell’ultima ora { $hour }
situation-mood-few = troppo poche per dirlo
situation-who = Influencer
situation-who-none = nessuno con almeno 100.000 follower
situation-press = Sui media
situation-press-none = non ancora
situation-press-of = { $pieces ->
    [one] { $piecesText } articolo
   *[other] { $piecesText } articoli
}
situation-languages = Lingue
situation-foreign = prima voce in { $language } dopo { $minutesText } min
situation-countries = Paesi
situation-gone = Rimosso in pubblico
situation-gone-of = { $gone ->
    [one] { $goneText } menzione conservata; le parole restano qui
   *[other] { $goneText } menzioni conservate; le parole restano qui
}
situation-around = Ultima dichiarazione
situation-around-of = { $at }: { $before } nell’ora prima, { $after } nei { $minutesText } min dopo
situation-around-new = { $at }: { $before } nell’ora prima
situation-statement = Dichiarazione { $at }: { $before } nell’ora prima; { $after } nei { $minutesText } min dopo
situation-hour = { $voices ->
    [one] { $voicesText } voce
   *[other] { $voicesText } voci
}, { $percent } negativo
situation-hour-few = { $voices ->
    [one] { $voicesText } voce
   *[other] { $voicesText } voci
}
situation-chart = { $id }: l’umore di ogni lingua
situation-chart-alt = Una barra per lingua, divisa in negativo, neutro e positivo; si parla soprattutto in { $language }.
situation-relapsed = { $id } ricomincia: { $voicesText } voci nell’ultima ora, di solito { $usual }. È di nuovo aperto, in questa conversazione.
situation-goes-on = Si continua in { $id }.
situation-again = Secondo { $by }, { $alert } fa parte di questo incidente: { $gist }
proposal-severity = Da ciò che fa il pubblico, { $id } è { $to }/10, non { $from }/10.
proposal-accept = Porta a { $severity }
proposal-leave = Lascia a { $severity }
proposal-resolve = { $id } è tornato alla normalità da { $since }: { $hour } nell’ultima ora, di solito { $usual }. È finita?
proposal-resolve-short = { $id } è tornato alla normalità da un po’. È finita?
proposal-not-yet = Non ancora
proposal-accepted = { $by } è d’accordo, { $at }.
proposal-dismissed = { $by } ha deciso di no, { $at }.
proposal-overtaken = Non vale più da { $at }.
proposal-decided = È già stato deciso; guarda la conversazione.
severity-scope = Lingue nuove qui: { $figureText }
severity-speed = Rispetto al solito: ×{ $figureText }
severity-reach = Forse visto da { $figureText } persone
severity-sentiment = Negativo: { $figureText }%
severity-press = Sui media: { $figureText }
severity-legal = Il tipo di crisi
severity-points = ({ $points ->
    [one] { $pointsText } punto
   *[other] { $pointsText } punti
})
evidence-show = Prove
evidence-title = Prove di { $id } ({ $countText })
evidence-none = Per { $id } non c’è ancora nulla: /crisis evidence add con un link, o “Conserva come prova” nel menu di un messaggio.
evidence-added = { $by } ha conservato questo come prova:
evidence-kept = Conservato come prova di { $id }. Resta, qualunque cosa ne sia in pubblico.
evidence-there = È già tra le prove di { $id }.
evidence-unheard = Nessuno ha ascoltato ciò che sta su { $link }. Scrivi il testo dopo il link, così resta.
evidence-unheard-short = Nessuno ha ascoltato ciò che sta lì. Scrivi il testo dopo il link.
evidence-hash = impronta { $hash }
evidence-count = { $count ->
    [one] { $countText } menzione è conservata come prova.
   *[other] { $countText } menzioni sono conservate come prova.
}
similar-title = Precedenti simili:
similar-line = { $title } (gravità { $severity }/10, finito dopo { $length })
similar-how = { $title } (gravità { $severity }/10, finito dopo { $length }). Che cosa l’ha risolto:
similar-hours = { $hoursText } h
evidence-edited = Modificato { $at } dove era stato detto: { $words }
evidence-deleted = Eliminato { $at } dove era stato detto.
