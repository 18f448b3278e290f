# The command language. `name-`, `option-`, `value-`, `unit-` and `filler` hold names: all that is understood, separated
# by commas, the one to show first. English names work in every language.

# Nouns and verbs
name-help = help, h, ?
name-status = status, overview
name-open = open, declare
name-note = note, remember
name-timeline = timeline, log, history
name-digest = digest, summary, recap
name-alert = alert, alerts
name-watch = watch, watches, monitor
name-language = language, lang
name-list = list, ls
name-show = show, mentions
name-ack = ack, acknowledge, seen
name-snooze = snooze, mute
name-dismiss = dismiss, reject
name-add = add, new, create
name-edit = edit, change, set
name-test = test, try
name-pause = pause
name-resume = resume, unpause
name-remove = remove, delete, rm
name-me = me, my, mine
name-home = home, page
name-quiet = quiet, dnd
name-report = report

# What each command does, in at most 100 characters
command-help = What I can do, and how to ask for it
command-status = Where things stand: open incidents, alerts, health of the sources
command-open = Open an incident, from an alert or by hand
command-note = Keep something in an incident’s timeline
command-timeline = What happened in an incident, newest last
command-digest = What people said and how they felt, now
command-alert = Alerts: see them and decide
command-alert-list = The alerts that are not over
command-alert-show = The mentions behind an alert
command-alert-ack = Say that somebody is looking at it
command-alert-snooze = Keep quiet about an alert for a while, unless it gets worse
command-alert-dismiss = Say that an alert is not a crisis, and why
command-watch = Watches: what I listen for
command-watch-list = What I listen for
command-watch-add = Listen for a brand, product, person, competitor or industry
command-watch-edit = Change a watch; what you do not mention stays
command-watch-test = What a query or a watch would have matched and alerted
command-watch-pause = Stop listening for a while
command-watch-resume = Listen again
command-watch-remove = End a watch; what it heard is kept
command-language = The language I speak here
command-me = Your page, your quiet hours, your alerts by direct message
command-me-home = What waits for you, and your settings
command-me-quiet = When I write nothing to you by myself, unless it is grave
command-me-alert = Alerts by direct message, in your language and time zone
command-report = The public said this: read it, count it, and judge it with the rest

# Arguments: their names, and what they are in at most 100 characters
option-command = command
option-what = what, title
option-watch = watch
option-period = period, since
option-alert = alert
option-incident = incident
option-for = for
option-reason = reason, because
option-name = name
option-query = query
option-rename = rename
option-kind = kind, type
option-languages = languages, language, lang
option-sources = sources, source
option-channel = channel
option-digest = digest, schedule
option-zone = zone, timezone, tz
option-language = language
option-scope = scope
option-text = text
option-hours = hours
option-switch = switch
option-severity = severity, from
option-watches = watches
option-words = words
about-command = A command to explain
about-what = An alert such as A-7, or a title in your words
about-watch = The name of a watch
about-period = How far back: 24h, 7d
about-alert = The number of an alert, such as A-7
about-incident = The number of an incident, such as INC-3
about-text = In your own words
about-for = How long: 30m, 2h, 1d
about-reason = Why it is not a crisis; kept in the record
about-name = A short name for it
about-query = Terms, "phrases", AND OR NOT, NEAR/5, lang: source: platform: author:
about-rename = Its new name
about-kind = What it is about; competitors count for share of voice and never alert
about-languages = Only mentions in these languages, such as el,bg; or all
about-sources = Only these sources; or all
about-channel = Where its alerts and digests go
about-digest = When digests come: five-field cron such as 0 9 * * 1-5, or off
about-zone = A time zone, such as Europe/Sofia
about-language = The language to speak
about-scope = For this channel, or only for you
about-hours = From when until when, such as 22:00-07:00; or off
about-switch = on or off
about-severity = From which severity, 1 to 10
about-watches = Only about these watches, with commas between; or all
about-words = What was said, with @who in front and the link where you have them

# Values
value-brand = brand
value-product = product
value-person = person
value-competitor = competitor, rival
value-industry = industry, sector
value-channel = channel, here
value-me = me
value-all = all, any, *
value-on = on, yes
value-off = off, none, never
value-en = English, en
value-it = Italian, it
value-bg = Bulgarian, bg
value-el = Greek, el
value-zh-Hant = Traditional Chinese, Chinese, zh-Hant, zh
unit-minute = minute, minutes, min, mins, m
unit-hour = hour, hours, hr, hrs, h
unit-day = day, days, d
unit-week = week, weeks, w
unit-month = month, months, mo
filler = for, the, last, past, next

# Refusals: what is wrong, and the way out
refusal-unknown-command = I know no command “{ $typed }”.
refusal-commands = Try: { $commands }.
refusal-did-you-mean = Did you mean { $suggestion }?
refusal-unknown-option = “{ $command }” has no option “{ $typed }”.
refusal-options = It takes: { $options }.
refusal-missing = The { $argument } is missing. Write: { $usage }
refusal-bad-value = “{ $typed }” does not fit { $argument }.
refusal-expected = Use: { $expected }.
refusal-unexpected = I can't place “{ $typed }”. Write: { $usage }
refusal-nothing-to-change = “{ $command }” needs to know what to change: { $options }.

# What a value may be
expected-name = a name of at most 40 characters
expected-watch = the name of a watch (see: watch list)
expected-query = a query such as acme OR "acme parcels"
expected-text = some words
expected-command = the name of a command (see: help)
expected-alert = a number such as A-7 (see: alert list)
expected-incident = a number such as INC-3 (see: status)
expected-languages = tags such as el,bg, or all
expected-sources = names such as bluesky,rss, or all
expected-channel = a channel such as #crisis
expected-schedule = five fields such as "0 9 * * 1-5", or off
expected-zone = a time zone such as Europe/Sofia
expected-hours = hours such as 22:00-07:00, or off
expected-severity = a number from 1 to 10
expected-watches = names of watches with commas between (see: watch list), or all

# Help
help-more = More on one: { $usage }

# Entries of a message menu: at most 24 characters, and 150 for what they do.
shortcut-report-mention = Report as mention
shortcut-report-mention-about = The public said this: read it, count it, and judge it with the rest.
shortcut-add-to-timeline = Add to timeline
shortcut-add-to-timeline-about = Keep this message in the incident's timeline.
shortcut-draft-statement = Draft statement
shortcut-draft-statement-about = Begin a public statement with these words.
