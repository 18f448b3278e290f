# Incidents of the past and what they taught.
cases-title = { $count ->
    [one] { $countText } παλιό περιστατικό
   *[other] { $countText } παλιά περιστατικά
}
cases-none = Δεν υπάρχει κάτι παρόμοιο στο παρελθόν.
cases-more = Υπάρχουν κι άλλα: προσθέστε μια λέξη ή ένα είδος.
cases-alike = Τι μάθαμε από παρόμοιες περιπτώσεις:
cases-line = { $id }: { $title } · έληξε μετά από { $length }
cases-how = τι το έληξε:
cases-said = Είπαν:
cases-done = Έγινε από τότε:
