# The record of an incident as a file.
export-over = Край
export-struck = (махнато от { $by }, { $at })
export-changed = не са запазените думи: редът е променян
export-chart = { $id }: споменавания на час
export-chart-alt = Стълбове със споменавания на час от половин ден преди началото на { $id }.
export-written = Съставено от Squall, { $at }.
export-file = Целият протокол като файл, с графиките: { $command }
