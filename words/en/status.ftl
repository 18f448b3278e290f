status-title = Now
status-quiet = All quiet: no alert, no open incident.
status-listening = Listening with { $watches ->
    [one] { $watchesText } watch
   *[other] { $watchesText } watches
}; { $mentions ->
    [one] { $mentionsText } mention
   *[other] { $mentionsText } mentions
} in the last hour.
status-silent = No source has spoken yet.
status-source = { $source } last spoke { $at }
status-precision = Alerts of the last 90 days: { $openedText } of the { $decidedText } that people decided about became an incident ({ $percent }).
status-summary = { $incidents ->
    [one] { $incidentsText } open incident
   *[other] { $incidentsText } open incidents
}, the gravest { $gravest } ({ $severity }/10); alerts going on: { $alertsText }.
