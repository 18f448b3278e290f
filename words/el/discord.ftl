# Discord.
discord-sure = Είστε σίγουροι;
discord-form-faults = Δεν γίνεται: ελέγξτε τις απαντήσεις σας.
discord-form-again = Διόρθωση και νέα αποστολή
discord-form-continue = Συνέχεια
discord-form-part = Το μέρος { $page } από { $pages } αποθηκεύτηκε.
discord-form-expired = Η φόρμα έληξε. Ξεκινήστε ξανά.
discord-unread = Το Squall δεν μπόρεσε να το διαβάσει. Δοκιμάστε ξανά· αν επαναληφθεί, ενημερώστε όποιον διαχειρίζεται το Squall.
