# Answers to the public, and scheduled content.
conduct-pause-task = Παύση προγραμματισμένων: { $name }
conduct-resume-task = Συνέχιση: { $name }
conduct-paused = { $count ->
    [one] Ζητήθηκε παύση από { $countText } υπεύθυνο
   *[other] Ζητήθηκε παύση από { $countText } υπεύθυνους
} προγραμματισμένου περιεχομένου· η επιβεβαίωσή τους είναι το τικ.
conduct-resumed = { $count ->
    [one] Ζητήθηκε συνέχιση από { $countText } υπεύθυνο
   *[other] Ζητήθηκε συνέχιση από { $countText } υπεύθυνους
} προγραμματισμένου περιεχομένου.
conduct-no-content = Δεν έχει οριστεί υπεύθυνος προγραμματισμένου περιεχομένου. Προσθέστε [[content]] στο squall.toml.
reply-title = Απαντήσεις στο { $id }: περιμένουν { $leftText } από { $allText }
reply-claim = Απαντώ εγώ…
reply-mine = Απαντώ εγώ
reply-state-claimed = απαντά: { $by }
reply-state-answered = απάντησε: { $by }
reply-state-let_be = χωρίς απάντηση: { $by }
reply-queued = Το { $reply } περιμένει απάντηση: { $said }
reply-claimed = Το { $reply } είναι δικό σας για 20 λεπτά: { $said }
reply-advice = Σύντομα, ευγενικά, μόνο γεγονότα. Μία απάντηση, χωρίς διαφωνίες.
reply-answered = Απαντήθηκε
reply-give-back = Ας απαντήσει άλλος
reply-let-be = Χωρίς απάντηση
reply-ask-words = Τι απαντήσατε;
reply-now-open = Το { $reply } περιμένει κάποιον άλλο: { $said }
reply-now-claimed = Το { $reply } είναι δικό σας: { $said }
reply-now-answered = Το { $reply } απαντήθηκε: { $said }
reply-now-let_be = Το { $reply } μένει χωρίς απάντηση: { $said }
reply-hint-long = Είναι { $byText } χαρακτήρες μεγαλύτερο απ’ όσο διαβάζεται.
reply-hint-sharp = Το «{ $words }» μπορεί να ακουστεί σαν διαφωνία.
reply-overheld = Το { $reply } είναι πάλι ελεύθερο· το είχατε 20 λεπτά: { $said }
reply-unknown = Δεν υπάρχει { $reply }. Το /crisis conduct reply δείχνει την ουρά.
reply-there = Αυτό περιμένει ήδη απάντηση.
reply-already = Το { $reply } είναι ήδη έτσι.
reply-taken = Το { $reply } το έχει: { $by }. Μία απάντηση αρκεί.
reply-did-queue = περιμένει απάντηση: { $what }
reply-did-claim = θα απαντηθεί: { $what }
reply-did-return = επιστράφηκε: { $what }
reply-did-overheld = πάλι ελεύθερο: { $what }
reply-did-answer = απαντήθηκε: { $what }
reply-did-let-be = χωρίς απάντηση: { $what }
