package dev.waymark.migration.script;

import java.util.stream.Stream;

/** One thing that cannot go well in a script. It never objects to what PostgreSQL might accept. */
interface ScriptRule {
  Stream<Objection> check(ParsedScript script);
}
