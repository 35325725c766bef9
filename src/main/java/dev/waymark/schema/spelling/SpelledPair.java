package dev.waymark.schema.spelling;

/** Two texts of one definition, in the same context. */
record SpelledPair(Spelled expected, Spelled actual) {}
