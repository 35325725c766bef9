package dev.waymark.webhook;

import dev.waymark.migration.Run.Outcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One webhook of a file, read with all that can be wrong with it.
 *
 * @param file what a problem names
 * @param line where it begins
 * @param fields by their names
 * @param time reads how long something takes
 */
record WebhookEntry(
    String file, int line, Map<String, WebhookField> fields, Function<String, Duration> time) {
  private static final List<String> KNOWN =
      List.of(
          "name",
          "url",
          "allowHttp",
          "secret",
          "events",
          "outcomes",
          "blockedFor",
          "format",
          "environment");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-._A-Za-z0-9]{0,99}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,100}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)*0*1]", Pattern.CASE_INSENSITIVE);
  private static final int HIGHEST_PORT = 65_535;
  private static final Duration BLOCKED_FOR = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Clients ask often when nothing is to be done, and that is no news. */
  private static final Set<Outcome> NEWS =
      EnumSet.complementOf(EnumSet.of(Outcome.NOTHING_PENDING));

  /** The webhook that it describes. */
  Webhook webhook() {
    fields.keySet().stream()
        .filter(field -> !KNOWN.contains(field))
        .findFirst()
        .ifPresent(
            field -> {
              throw invalid(
                  field,
                  "%s is none of %s"
                      .formatted(WebhooksDocument.shown(field), String.join(", ", KNOWN)));
            });
    Format format =
        text("format")
            .map(word -> word("format", word, Format.values(), Format::code))
            .orElse(Format.JSON);
    return new Webhook(
        matching("name", NAME, "letters, digits, dots, hyphens and underscores")
            .orElseThrow(() -> missing("name")),
        address(),
        secrets(format),
        events(),
        outcomes(),
        blockedFor(),
        format,
        matching("environment", LINE, "one line of up to 100 characters"));
  }

  private URI address() {
    String url = text("url").orElseThrow(() -> missing("url"));
    URI address;
    try {
      address = new URI(url);
    } catch (URISyntaxException exception) {
      // Its message shows the address, which may be a secret.
      throw invalid("url", "the url is no address; write it like https://hooks.example/waymark");
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase();
    boolean reachable = address.getHost() != null && address.getPort() <= HIGHEST_PORT;
    if (!reachable || !Set.of("https", "http").contains(scheme)) {
      throw invalid("url", "the url is no address; write it like https://hooks.example/waymark");
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw invalid("url", "the url may hold neither a user nor a fragment; messages are signed");
    }
    boolean allowed =
        text("allowHttp")
            .map(word -> word("allowHttp", word, new Boolean[] {true, false}, String::valueOf))
            .orElse(false);
    if (scheme.equals("http") && !allowed && !LOOPBACK.matcher(address.getHost()).matches()) {
      throw invalid(
          "url",
          "the url is http, which anybody between can read and change; use https, or add"
              + " allowHttp: true where the network is yours alone");
    }
    return address;
  }

  private List<SigningSecret> secrets(Format format) {
    if (!fields.containsKey("secret")) {
      if (format == Format.JSON) {
        throw new InvalidWebhooksFile(
            file,
            line,
            "secret is missing; make one with: echo \"whsec_$(openssl rand -base64 32)\"");
      }
      return List.of();
    }
    try {
      return list("secret").stream().map(SigningSecret::parse).toList();
    } catch (IllegalArgumentException exception) {
      throw invalid("secret", exception.getMessage());
    }
  }

  private Set<EventType> events() {
    return fields.containsKey("events")
        ? list("events").stream()
            .map(
                word ->
                    word(
                        "events",
                        word,
                        EventType.chosen().toArray(EventType[]::new),
                        EventType::code))
            .collect(Collectors.toSet())
        : Set.copyOf(EventType.chosen());
  }

  private Set<Outcome> outcomes() {
    return fields.containsKey("outcomes")
        ? list("outcomes").stream()
            .map(word -> word("outcomes", word, Outcome.values(), Outcome::code))
            .collect(Collectors.toSet())
        : NEWS;
  }

  private Duration blockedFor() {
    Optional<String> text = text("blockedFor");
    if (text.isEmpty()) {
      return BLOCKED_FOR;
    }
    try {
      Duration read = time.apply(text.get());
      if (read.toMillis() >= 1 && read.compareTo(LONGEST) <= 0) {
        return read;
      }
    } catch (IllegalArgumentException | ArithmeticException exception) {
      throw invalid("blockedFor", "blockedFor is no time; write it like 30s or 5m");
    }
    throw invalid("blockedFor", "blockedFor is no time from 1ms to 24h");
  }

  private Optional<String> matching(String field, Pattern pattern, String rule) {
    return text(field)
        .map(
            value -> {
              if (!pattern.matcher(value).matches()) {
                throw invalid(field, "%s has %s".formatted(field, rule));
              }
              return value;
            });
  }

  private <T> T word(String field, String word, T[] values, Function<T, String> code) {
    return Arrays.stream(values)
        .filter(value -> code.apply(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    field,
                    "%s has what is none of %s"
                        .formatted(
                            field,
                            Arrays.stream(values).map(code).collect(Collectors.joining(", ")))));
  }

  private Optional<String> text(String field) {
    if (!fields.containsKey(field)) {
      return Optional.empty();
    }
    List<String> values = fields.get(field).values();
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw invalid(field, field + " is one text");
    }
    return Optional.of(values.get(0));
  }

  private List<String> list(String field) {
    List<String> values = fields.get(field).values();
    if (values.isEmpty()) {
      throw invalid(field, field + " is empty; leave it out, or name at least one");
    }
    return values;
  }

  private InvalidWebhooksFile missing(String field) {
    return new InvalidWebhooksFile(file, line, field + " is missing");
  }

  private InvalidWebhooksFile invalid(String field, String problem) {
    return new InvalidWebhooksFile(file, fields.get(field).line(), problem);
  }
}
