# The record of an incident as a file.
export-over = Finito
export-struck = (rimosso da { $by }, { $at })
export-changed = non è il testo conservato: la riga è stata cambiata
export-chart = { $id }: menzioni all’ora
export-chart-alt = Colonne delle menzioni all’ora, da mezza giornata prima dell’inizio di { $id }.
export-written = Scritto da Squall, { $at }.
export-file = L’intero registro come file, grafici compresi: { $command }
