//! A post as plain text, for transcripts and terminals.
