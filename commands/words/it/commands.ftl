# The command language. `name-`, `option-`, `value-`, `unit-` and `filler` hold names: all that is understood, separated
# by commas, the one to show first. English names work in every language.

# Nouns and verbs
name-help = aiuto, guida
name-status = stato, situazione
name-open = apri, dichiara
name-note = nota, annota, appunto
name-timeline = cronologia, storia
name-digest = riepilogo, sintesi
name-alert = allerta, allerte, allarme, allarmi
name-watch = monitor, monitoraggio, monitoraggi, osserva
name-language = lingua
name-list = elenco, elenca, lista
name-show = mostra, menzioni
name-ack = conferma, visto
name-snooze = rimanda, silenzia
name-dismiss = archivia, respingi
name-add = aggiungi, nuovo, crea
name-edit = modifica, cambia
name-test = prova, verifica
name-pause = pausa, sospendi
name-resume = riprendi, riattiva
name-remove = rimuovi, elimina, cancella
name-me = io, me, mio
name-home = pagina, home
name-quiet = quiete, silenzio
name-report = segnala

# What each command does, in at most 100 characters
command-help = Che cosa so fare e come chiedermelo
command-status = Il punto della situazione: incidenti aperti, allerte, stato delle fonti
command-open = Apri un incidente, da un'allerta o a mano
command-note = Annota qualcosa nella cronologia di un incidente
command-timeline = Che cosa è successo in un incidente, in ordine di tempo
command-digest = Che cosa dice la gente e con che umore, adesso
command-alert = Allerte: vederle e decidere
command-alert-list = Le allerte ancora in corso
command-alert-show = Le menzioni dietro un'allerta
command-alert-ack = Segnala che qualcuno se ne sta occupando
command-alert-snooze = Silenzia un'allerta per un po', a meno che non peggiori
command-alert-dismiss = Segnala che un'allerta non è una crisi, e perché
command-watch = Monitor: che cosa ascolto
command-watch-list = Che cosa ascolto
command-watch-add = Ascolta un marchio, un prodotto, una persona, un concorrente o un settore
command-watch-edit = Modifica un monitor; ciò che non indichi resta com'è
command-watch-test = Che cosa avrebbe trovato e segnalato una query o un monitor
command-watch-pause = Smetti di ascoltare per un po'
command-watch-resume = Riprendi ad ascoltare
command-watch-remove = Chiudi un monitor; ciò che ha raccolto resta
command-language = La lingua che parlo qui
command-me = La tua pagina, le tue ore di quiete, le tue allerte in privato
command-me-home = Che cosa aspetta te, e le tue impostazioni
command-me-quiet = Quando non ti scrivo di mia iniziativa, salvo casi gravi
command-me-alert = Allerte in messaggio privato, nella tua lingua e nel tuo fuso
command-report = L'ha detto il pubblico: leggilo, contalo e giudicalo con il resto

# Arguments: their names, and what they are in at most 100 characters
option-command = comando
option-what = cosa, titolo
option-watch = monitor
option-period = periodo
option-alert = allerta
option-incident = incidente
option-for = per
option-reason = motivo
option-name = nome
option-query = query, ricerca
option-rename = rinomina
option-kind = tipo
option-languages = lingue
option-sources = fonti
option-channel = canale
option-digest = riepilogo
option-zone = fuso
option-language = lingua
option-scope = ambito
option-text = testo
option-hours = ore
option-switch = stato
option-severity = gravità, da
option-watches = monitor
option-words = parole
about-command = Il comando da spiegare
about-what = Un'allerta come A-7, oppure un titolo a parole tue
about-watch = Il nome di un monitor
about-period = Quanto indietro: 24h, 7d
about-alert = Il numero di un'allerta, ad esempio A-7
about-incident = Il numero di un incidente, per esempio INC-3
about-text = Con parole tue
about-for = Per quanto: 30m, 2h, 1d
about-reason = Perché non è una crisi; resta a verbale
about-name = Un nome breve
about-query = Termini, "frasi", AND OR NOT, NEAR/5, lang: source: platform: author:
about-rename = Il nuovo nome
about-kind = Di che si tratta; i concorrenti contano per lo share of voice e non danno allerte
about-languages = Solo menzioni in queste lingue, ad esempio el,bg; oppure all
about-sources = Solo queste fonti; oppure all
about-channel = Dove arrivano allerte e riepiloghi
about-digest = Quando arrivano i riepiloghi: cron a cinque campi come 0 9 * * 1-5, oppure off
about-zone = Un fuso orario, ad esempio Europe/Rome
about-language = La lingua da parlare
about-scope = Per questo canale o solo per te
about-hours = Da quando a quando, ad esempio 22:00-07:00; oppure off
about-switch = on oppure off
about-severity = Da quale gravità, da 1 a 10
about-watches = Solo per questi monitor, separati da virgole; oppure all
about-words = Che cosa è stato detto, con @chi davanti e il link, se li hai

# Values
value-brand = marchio, brand
value-product = prodotto
value-person = persona
value-competitor = concorrente, rivale
value-industry = settore
value-channel = canale, qui
value-me = me, io
value-all = tutte, tutti, tutto
value-on = sì, acceso, attivo
value-off = mai, spento, nessuno
value-en = inglese
value-it = italiano
value-bg = bulgaro
value-el = greco
value-zh-Hant = cinese tradizionale, cinese
unit-minute = minuto, minuti
unit-hour = ora, ore
unit-day = giorno, giorni, g
unit-week = settimana, settimane
unit-month = mese, mesi
filler = per, gli, le, i, l'ultima, l'ultimo, ultimo, ultima, ultimi, ultime

# Refusals: what is wrong, and the way out
refusal-unknown-command = Non conosco il comando «{ $typed }».
refusal-commands = Prova: { $commands }.
refusal-did-you-mean = Intendevi { $suggestion }?
refusal-unknown-option = «{ $command }» non ha l'opzione «{ $typed }».
refusal-options = Accetta: { $options }.
refusal-missing = Manca { $argument }. Scrivi: { $usage }
refusal-bad-value = «{ $typed }» non va bene per { $argument }.
refusal-expected = Usa: { $expected }.
refusal-unexpected = Non so dove mettere «{ $typed }». Scrivi: { $usage }
refusal-nothing-to-change = «{ $command }» deve sapere che cosa cambiare: { $options }.

# What a value may be
expected-name = un nome di 40 caratteri al massimo
expected-watch = il nome di un monitor (vedi: watch list)
expected-query = una query come acme OR "acme parcels"
expected-text = qualche parola
expected-command = il nome di un comando (vedi: help)
expected-alert = un numero come A-7 (vedi: alert list)
expected-incident = un numero come INC-3 (vedi: status)
expected-languages = sigle come el,bg, oppure all
expected-sources = nomi come bluesky,rss, oppure all
expected-channel = un canale come #crisis
expected-schedule = cinque campi come "0 9 * * 1-5", oppure off
expected-zone = un fuso orario come Europe/Rome
expected-hours = un orario come 22:00-07:00, oppure off
expected-severity = un numero da 1 a 10
expected-watches = nomi di monitor separati da virgole (vedi: watch list), oppure all

# Help
help-more = Per saperne di più su uno: { $usage }

# Entries of a message menu: at most 24 characters, and 150 for what they do.
shortcut-report-mention = Segnala come menzione
shortcut-report-mention-about = Lo ha detto il pubblico: leggilo, contalo e valutalo con il resto.
shortcut-add-to-timeline = Aggiungi alla cronologia
shortcut-add-to-timeline-about = Conserva questo messaggio nella cronologia dell’incidente.
shortcut-draft-statement = Bozza di dichiarazione
shortcut-draft-statement-about = Comincia una dichiarazione pubblica con queste parole.
