package dev.waymark.database;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the parameters of a connection URL come to.
 *
 * @param properties pgjdbc's properties by name; values may be secret ({@code sslpassword})
 * @param unknown sorted names of the parameters without any effect
 * @param pooled what {@code pgbouncer=} said, if it was given
 */
record TranslatedParameters(
    SortedMap<String, String> properties, List<String> unknown, Optional<Boolean> pooled) {

  TranslatedParameters {
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    unknown = List.copyOf(unknown);
  }

  /** Gathers the translation while the rules run, one after the other. */
  static final class Builder {
    private final Map<String, String> given;
    private final SortedMap<String, String> properties = new TreeMap<>();
    private final SortedSet<String> unknown = new TreeSet<>();
    private Optional<Boolean> pooled = Optional.empty();

    Builder(Map<String, String> given) {
      this.given = given;
    }

    /** The value of another parameter of the same URL, if it is there and not empty. */
    Optional<String> given(String name) {
      return UrlParts.given(given.get(name));
    }

    /** A property as it has been translated so far. */
    Optional<String> property(String name) {
      return Optional.ofNullable(properties.get(name));
    }

    void property(String name, String value) {
      properties.put(name, value);
    }

    void propertyUnlessGiven(String name, String value) {
      properties.putIfAbsent(name, value);
    }

    void unknown(String name) {
      // A name that is none may be a piece of a password with an unescaped & or ?.
      unknown.add(name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,62}") ? name : "(not a name)");
    }

    void pooled(boolean value) {
      pooled = Optional.of(value);
    }

    TranslatedParameters build() {
      return new TranslatedParameters(properties, List.copyOf(unknown), pooled);
    }
  }
}
