# The timeline of an incident.
timeline-title = Cronologia di { $id }
timeline-empty = La cronologia è vuota. Conserva un messaggio con :pushpin: o “Nella cronologia”, oppure scrivi /crisis nota.
timeline-earlier = Precedenti
timeline-link = apri
timeline-colon = { ": " }
timeline-added = Aggiunto alla cronologia di { $id }: { $text }
timeline-added-short = Aggiunto alla cronologia di { $id }
timeline-undo = Annulla
timeline-there = Quel messaggio è già nella cronologia di { $id }.
timeline-struck = Tolto dalla cronologia di { $id }; nel registro resta traccia.
timeline-which = Ci sono più incidenti aperti. A quale appartiene?
timeline-no-words = (un messaggio senza testo)
timeline-did-opened = incidente aperto
timeline-did-opened-from = incidente aperto da { $what }
