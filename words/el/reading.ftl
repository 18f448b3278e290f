reading-read = Διαβάστηκε ως: { $language }, { $sentiment }.
reading-because = Τι έκρινε: { $words }
reading-counts = Μετράει για: { $watches }.
reading-known = Είχε ήδη μετρηθεί, για: { $watches }.
reading-unheard = Καμία παρακολούθηση δεν το ακούει, γι’ αυτό δεν μετράει. Το { $command } με ένα όνομα και ένα ερώτημα προσθέτει μία· μετά αναφέρετέ το ξανά.
