# The timeline of an incident.
timeline-title = Timeline of { $id }
timeline-empty = The timeline is empty. Keep a message with :pushpin: or “Add to timeline”, or write /crisis note.
timeline-earlier = Earlier
timeline-link = open
timeline-colon = { ": " }
timeline-added = Added to the timeline of { $id }: { $text }
timeline-added-short = Added to the timeline of { $id }
timeline-undo = Undo
timeline-there = That message is in the timeline of { $id } already.
timeline-struck = Taken off the timeline of { $id }; the record keeps that it was there.
timeline-which = Several incidents are open. Which one does this belong to?
timeline-no-words = (a message without words)
timeline-did-opened = incident opened
timeline-did-opened-from = incident opened from { $what }
