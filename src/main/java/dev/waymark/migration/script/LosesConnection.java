package dev.waymark.migration.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A script that ends its own connection: by a setting without which the driver cannot read what
 * PostgreSQL answers, as they stand in the head of many dumps, or by its own hand.
 */
final class LosesConnection implements ScriptRule {
  private static final Pattern WORDS =
      Pattern.compile(
          "client_encoding|datestyle|names|pg_terminate_backend", Pattern.CASE_INSENSITIVE);

  private static final Set<String> READABLE = Set.of("utf8", "unicode", "default");
  private static final Pattern STYLE = Pattern.compile("sql|postgres.*|german");

  @Override
  public Stream<Objection> check(ParsedScript script) {
    return script.statements().stream().flatMap(LosesConnection::check);
  }

  private static Stream<Objection> check(ParsedStatement statement) {
    ExecutedTokens tokens = ExecutedTokens.of(statement, WORDS);
    return IntStream.range(0, tokens.size())
        .mapToObj(position -> objection(tokens, position))
        .flatMap(Optional::stream);
  }

  private static Optional<Objection> objection(ExecutedTokens tokens, int position) {
    if (tokens.begins(position) && tokens.word(position).equals("set")) {
      return set(tokens, position);
    }
    if (tokens.calls(position, "set_config")) {
      return tokens
          .text(position + 2)
          .flatMap(
              name ->
                  tokens
                      .text(position + 4)
                      .flatMap(value -> setting(name, List.of(value), tokens.line(position))));
    }
    int argument = tokens.word(position + 2).equals("pg_catalog") ? position + 4 : position + 2;
    boolean ends =
        tokens.calls(position, "pg_terminate_backend") && tokens.calls(argument, "pg_backend_pid");
    return ends
        ? Optional.of(
            objection(
                tokens.line(position),
                "The script ends the connection that it runs over.",
                "Leave it out: nothing that follows could be executed, or recorded."))
        : Optional.empty();
  }

  private static Optional<Objection> set(ExecutedTokens tokens, int position) {
    int name = position + 1;
    if (Set.of("session", "local").contains(tokens.word(name))) {
      name++;
    }
    boolean names = tokens.word(name).equals("names");
    int value = names ? name + 1 : name + 2;
    List<String> values = new ArrayList<>();
    while (value < tokens.size() && !tokens.word(value).equals(";")) {
      values.add(tokens.text(value).orElse(tokens.word(value)));
      value++;
    }
    return setting(names ? "client_encoding" : tokens.word(name), values, tokens.line(position));
  }

  private static Optional<Objection> setting(String name, List<String> values, int line) {
    String value = String.join("", values).toLowerCase(Locale.ROOT);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "client_encoding" ->
          READABLE.contains(value.replaceAll("[^a-z0-9]", ""))
              ? Optional.empty()
              : Optional.of(
                  objection(
                      line,
                      "With client_encoding %s the driver ends the connection: it reads UTF8 only."
                          .formatted(String.join("", values)),
                      "Leave the line out: the text of a script reaches PostgreSQL in UTF8,"
                          + " whatever its file is written in."));
      case "datestyle" -> dateStyle(value, line);
      default -> Optional.empty();
    };
  }

  private static Optional<Objection> dateStyle(String value, int line) {
    List<String> parts = List.of(value.split("[,\\s]+"));
    if (parts.stream().noneMatch(part -> STYLE.matcher(part).matches())) {
      return Optional.empty();
    }
    String order =
        value.contains("ymd")
            ? "YMD"
            : value.contains("dmy") || value.contains("euro") || value.contains("german")
                ? "DMY"
                : "MDY";
    return Optional.of(
        objection(
            line,
            "With this DateStyle the driver ends the connection: it reads ISO only.",
            "Leave the line out, or write SET DateStyle = 'ISO, %s'; which reads the same dates."
                .formatted(order)));
  }

  private static Objection objection(int line, String detail, String hint) {
    return new Objection(Objection.Code.LOSES_CONNECTION, line, detail, hint);
  }
}
