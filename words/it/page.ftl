# Telling people of an incident, and who is on call.
page-ask = C’è bisogno di te: gravità { $severity }/10, aperto da { $at }.
page-acknowledge = Me ne occupo
page-answered-by = Se ne occupa { $by }.
page-answered = { $by } si occupa di { $id }.
page-unanswered = Tutti sono stati avvisati di { $id } e nessuno ha risposto. Chi se ne occupa?
page-thanks = Grazie. Nessun altro verrà avvisato di { $id }.
page-late = Di { $id } si occupa già { $by }.
page-none = Nessuno è stato avvisato di { $id }: non c’è nulla a cui rispondere.
page-did-tell = avviso a { $who }
page-did-answer = risposta all’avviso
page-did-nobody = tutti avvisati, nessuna risposta
oncall-title = Reperibilità
oncall-none = Nessuno è reperibile: non ci sono turni. Aggiungi [[oncall]] a squall.toml.
oncall-nobody = nessuno
oncall-row = { $who } fino a { $at }, poi { $next }
oncall-swapped = { $who } è reperibile per { $rota } fino a { $at }.
oncall-which = Quale turno? Indica --rota con uno di: { $list }.
