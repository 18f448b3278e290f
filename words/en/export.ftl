# The record of an incident as a file.
export-over = Over
export-struck = (removed by { $by }, { $at })
export-changed = not the words that were kept: this row was changed
export-chart = { $id }: mentions per hour
export-chart-alt = Columns of mentions per hour from half a day before { $id } began.
export-written = Written by Squall, { $at }.
export-file = The whole record as a file, charts included: { $command }
