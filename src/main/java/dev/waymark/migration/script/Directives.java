package dev.waymark.migration.script;

import dev.waymark.migration.script.SplitScript.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a script says about its own execution, in comments before its first statement: {@code --
 * waymark: lock_timeout=2s statement_timeout=10min}.
 */
final class Directives implements ScriptRule {
  private static final Set<String> SETTINGS = Set.of("lock_timeout", "statement_timeout");
  private static final Pattern COMMENT = Pattern.compile("--\\s*waymark:(.*)");
  private static final Pattern DIRECTIVE =
      Pattern.compile("([a-z_]+)\\s*=\\s*(?:'([^']*)'|([^\\s',]\\S*))");
  private static final Pattern ACCEPTANCE =
      Pattern.compile("accept\\s*=\\s*([a-z-]+)\\s+reason\\s*=\\s*\"([^\"]*\\S[^\"]*)\"");
  private static final String HOW_TO_ACCEPT =
      "Write it like this, before the statement: -- waymark: accept=table-rewritten reason=\"it has"
          + " forty rows\"";
  private static final String EXAMPLE =
      "Write it like this, before the first statement: -- waymark: lock_timeout=2s"
          + " statement_timeout=10min";

  /** The settings by name, with values as PostgreSQL takes them. */
  static Map<String, String> settings(ParsedScript script) {
    Map<String, String> settings = new LinkedHashMap<>();
    new Directives().read(script, settings).forEach(objection -> {});
    return settings;
  }

  /** The hazards that it accepts, by line. */
  static List<HazardAcceptance> acceptances(ParsedScript script) {
    List<HazardAcceptance> acceptances = new ArrayList<>();
    for (SourceLine line : script.split().comments()) {
      Matcher comment = COMMENT.matcher(line.text().strip());
      Matcher acceptance = comment.matches() ? ACCEPTANCE.matcher(comment.group(1).strip()) : null;
      if (acceptance != null && acceptance.matches()) {
        acceptances.add(
            new HazardAcceptance(line.number(), acceptance.group(1), acceptance.group(2).strip()));
      }
    }
    return acceptances;
  }

  @Override
  public Stream<Objection> check(ParsedScript script) {
    return read(script, new LinkedHashMap<>());
  }

  private Stream<Objection> read(ParsedScript script, Map<String, String> settings) {
    return script.split().comments().stream()
        .flatMap(
            line -> {
              Matcher comment = COMMENT.matcher(line.text().strip());
              if (!comment.matches()) {
                return Stream.empty();
              }
              String directive = comment.group(1).strip();
              if (directive.startsWith("accept")) {
                return ACCEPTANCE.matcher(directive).matches()
                    ? Stream.empty()
                    : Stream.of(
                        new Objection(
                            Objection.Code.BAD_DIRECTIVE,
                            line.number(),
                            "\"%s\" accepts nothing: it needs a code and a reason."
                                .formatted(directive),
                            HOW_TO_ACCEPT));
              }
              return line.number() < script.split().firstLine()
                  ? read(comment.group(1).strip(), line.number(), settings)
                  : Stream.of(
                      objection(line, "A directive after the first statement comes too late."));
            });
  }

  private static Stream<Objection> read(String text, int line, Map<String, String> settings) {
    Stream.Builder<Objection> objections = Stream.builder();
    Matcher directive = DIRECTIVE.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!directive.find(position) || directive.start() != position) {
        return objections
            .add(objection(line, "\"%s\" is no directive.".formatted(text.substring(position))))
            .build();
      }
      String name = directive.group(1);
      String value = directive.group(2) != null ? directive.group(2) : directive.group(3);
      if (!SETTINGS.contains(name)) {
        objections.add(objection(line, "There is no directive " + name + "."));
      } else if (!TimeoutValue.isValid(value)) {
        objections.add(objection(line, "\"%s\" is no value for %s.".formatted(value, name)));
      } else if (settings.putIfAbsent(name, value) != null) {
        objections.add(objection(line, name + " is given twice."));
      }
      position = directive.end();
      while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
        position++;
      }
    }
    return objections.build();
  }

  private static Objection objection(SourceLine line, String detail) {
    return objection(line.number(), detail);
  }

  private static Objection objection(int line, String detail) {
    return new Objection(Objection.Code.BAD_DIRECTIVE, line, detail, EXAMPLE);
  }
}
