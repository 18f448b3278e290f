# Telling people of an incident, and who is on call.
page-ask = You are needed: severity { $severity }/10, open since { $at }.
page-acknowledge = I am on it
page-answered-by = { $by } is on it.
page-answered = { $by } is on { $id }.
page-unanswered = Everybody was told of { $id }, and nobody answered. Who is on it?
page-thanks = Thank you. Nobody else will be told of { $id }.
page-late = { $by } is on { $id } already.
page-none = Nobody was told of { $id }, so there is nothing to answer.
page-did-tell = told: { $who }
page-did-answer = answered
page-did-nobody = everybody was told, nobody answered
oncall-title = On call
oncall-none = Nobody is on call: no rota is set up. Add [[oncall]] to squall.toml.
oncall-nobody = nobody
oncall-row = { $who } until { $at }, then { $next }
oncall-swapped = { $who } is on call for { $rota } until { $at }.
oncall-which = Which rota? Say --rota with one of: { $list }.
