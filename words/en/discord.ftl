# Discord.
discord-sure = Are you sure?
discord-form-faults = This can't be done: please check your answers.
discord-form-again = Edit and send again
discord-form-continue = Continue
discord-form-part = Part { $page } of { $pages } is saved.
discord-form-expired = This form has expired. Please start again.
discord-unread = Squall could not read that. Please try again; if it keeps happening, tell whoever runs Squall.
