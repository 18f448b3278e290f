# Words that several features share.
common-brand = Squall
lang-en = αγγλικά
lang-it = ιταλικά
lang-bg = βουλγαρικά
lang-el = ελληνικά
lang-zh-Hant = κινεζικά (παραδοσιακά)
lang-zh-Hans = κινεζικά (απλοποιημένα)
lang-es = ισπανικά
lang-fr = γαλλικά
lang-de = γερμανικά
lang-pt = πορτογαλικά
lang-ru = ρωσικά
lang-el-Latn = ελληνικά (greeklish)
lang-bg-Latn = βουλγαρικά (με λατινικά γράμματα)
lang-und = απροσδιόριστη γλώσσα
common-negative = αρνητικές
common-neutral = ουδέτερες
common-positive = θετικές
common-expected = σύνηθες
common-language-channel = Από εδώ και πέρα το Squall μιλά { $language } σε αυτό το κανάλι.
common-language-person = Από εδώ και πέρα το Squall σας μιλά { $language }.
common-not-here = Το κουμπί είναι από παλιό μήνυμα· ζητήστε ξανά με /crisis.
common-nobody = Κανείς σε αυτή τη συνομιλία δεν είναι { $typed }· ορίστε κάποιο μέλος της με @.
common-trouble = Κάτι πήγε στραβά από εμάς. Δεν χάθηκε τίποτα· δοκιμάστε ξανά σε λίγο.
common-outside = Το Squall απαντά σε όσους βλέπουν το κανάλι κρίσεών του. Ζητήστε από τους υπευθύνους του καναλιού ή από διαχειριστή να σας προσθέσει.
common-charge = Αυτό το κάνουν μόνο οι υπεύθυνοι για τη ρύθμιση του Squall. Απευθυνθείτε σε:
common-charge-roles = Αυτό το κάνουν μόνο οι υπεύθυνοι για τη ρύθμιση του Squall: όσοι έχουν κάποιον από τους ρόλους που ορίζουν οι ρυθμίσεις του. Απευθυνθείτε σε όποιον διαχειρίζεται αυτόν τον χώρο ή διακομιστή.
common-charge-admins = Αυτό το κάνουν μόνο όσοι διαχειρίζονται αυτόν τον χώρο ή διακομιστή, επειδή κανείς άλλος δεν έχει οριστεί υπεύθυνος για τη ρύθμιση του Squall. Απευθυνθείτε σε διαχειριστή.
common-followers = { $followers ->
    [one] { $followersText } ακόλουθος
   *[other] { $followersText } ακόλουθοι
}
