package dev.waymark.database;

import dev.waymark.database.TranslatedParameters.Builder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How one parameter of a connection URL is honoured; the kinds of rule are the factories below. */
@FunctionalInterface
interface ParameterRule {
  /** Puts the parameter's effect into the translation, or refuses the URL. */
  void apply(String name, String value, Builder translation);

  /** The same value under pgjdbc's name. */
  static ParameterRule renamed(String property) {
    return (name, value, translation) -> translation.property(property, value);
  }

  /** The same value under pgjdbc's name, when it is one that both know. */
  static ParameterRule renamed(String property, List<String> values) {
    return (name, value, translation) -> {
      if (!values.contains(value)) {
        throw notOneOf(name, values);
      }
      translation.property(property, value);
    };
  }

  /** Another value under pgjdbc's name. */
  static ParameterRule translated(String property, Map<String, String> values) {
    return (name, value, translation) -> {
      if (!values.containsKey(value)) {
        throw notOneOf(name, values.keySet());
      }
      translation.property(property, values.get(value));
    };
  }

  /** Values that ask for what happens anyway; any other would be a promise not kept. */
  static ParameterRule only(List<String> values, String remedy) {
    return (name, value, translation) -> {
      if (values.stream().noneMatch(value::equalsIgnoreCase)) {
        throw InvalidConnectionUrlException.refused(
            "The JDBC driver cannot honour this value of the parameter " + name, remedy);
      }
    };
  }

  /** Never honoured, and ignoring it would weaken or redirect the connection. */
  static ParameterRule refused(String remedy) {
    return (name, value, translation) -> {
      throw InvalidConnectionUrlException.refused(
          "The JDBC driver cannot honour the parameter " + name, remedy);
    };
  }

  /** Without effect here, and harmless; reported. */
  static ParameterRule ignored() {
    return (name, value, translation) -> translation.unknown(name);
  }

  private static InvalidConnectionUrlException notOneOf(
      String name, java.util.Collection<String> values) {
    return InvalidConnectionUrlException.refused(
        "The parameter " + name + " has a value that PostgreSQL does not know",
        "It takes " + values.stream().sorted().collect(Collectors.joining(", ")));
  }
}
