package dev.waymark.settings;

import dev.waymark.operation.Readiness;
import dev.waymark.settings.SettingKind.Hosts;
import dev.waymark.settings.SettingKind.OneOf;
import dev.waymark.settings.SettingKind.Text;
import dev.waymark.settings.SettingKind.Time;
import dev.waymark.settings.SettingKind.Whole;
import dev.waymark.settings.SettingKind.YesOrNo;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings that cannot be read or kept to, which end the start with one line. Quarkus would show
 * those that it cannot convert in the words of its converters, and take a word that is neither yes
 * nor no for no; so each value is looked at first, and one that is wrong stands back until {@link
 * #check} names it.
 */
public final class UnreadableSettings implements ConfigSourceFactory {
  /** Under this name the configuration holds what is wrong with it. */
  private static final String PROBLEM = "waymark-settings.problem";

  private static final String PLACEHOLDERS = "waymark.placeholders.";

  private static final Map<String, SettingKind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("waymark.lock-timeout", new Time("which means for ever"));
    KINDS.put("waymark.statement-timeout", new Time("which means for ever"));
    KINDS.put("waymark.replay-timeout", new Time(null));
    KINDS.put("waymark.rehearsal-data-timeout", new Time("which means that nothing is asked"));
    // That these need two seconds is NetworkCheck's to say.
    KINDS.put("waymark.read-timeout", new Time(null));
    KINDS.put("waymark.network-timeout", new Time(null));
    KINDS.put("waymark.shutdown-grace", new Time("which means not at all"));
    KINDS.put("waymark.watch-interval", new Time("which means never again once it was reached"));
    KINDS.put("waymark.lock-retries", new Whole(0, 1_000_000));
    KINDS.put("waymark.out-of-order", new YesOrNo());
    KINDS.put("waymark.allow-empty", new YesOrNo());
    KINDS.put("waymark.trace-sql", new YesOrNo());
    KINDS.put("waymark.page", new YesOrNo());
    KINDS.put("waymark.readiness", OneOf.of(Readiness.values()));
    KINDS.put("waymark.log-format", OneOf.of(LogFormat.values()));
    KINDS.put("waymark.expectation", new Text());
    KINDS.put("waymark.own-schema", new Text());
    KINDS.put("waymark.history-table", new Text());
    KINDS.put("waymark.hosts", new Hosts());
  }

  private static final SettingKind PORT = new Whole(0, 65_535);
  private static final List<String> PORTS = List.of("quarkus.http.port", "quarkus.management.port");

  private final boolean server;

  /** Of a server. */
  public UnreadableSettings() {
    this(true);
  }

  /**
   * Of a server, or of a command, which listens nowhere.
   *
   * @param server whether it is a server
   */
  public UnreadableSettings(boolean server) {
    this.server = server;
  }

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Set<String> problems = new LinkedHashSet<>();
    Map<String, String> instead = new HashMap<>();
    KINDS.forEach((name, kind) -> look(context, name, kind, problems, instead));
    placeholders(context, problems, instead);
    if (server) {
      PORTS.forEach(name -> look(context, name, PORT, problems, instead));
      if (problems.isEmpty()) {
        samePort(context).ifPresent(problems::add);
      }
    }
    if (problems.isEmpty()) {
      return List.of();
    }
    instead.put(PROBLEM, ConfigExpressions.literal(String.join(" ", problems)));
    return List.of(DerivedConfigSource.above("settings that cannot be read", instead));
  }

  /**
   * Says it, before anybody connects.
   *
   * @throws ConfigurationException if a setting cannot be read or kept to
   */
  public static void check(SmallRyeConfig settings) {
    in(settings)
        .ifPresent(
            problem -> {
              throw new ConfigurationException(problem);
            });
  }

  /** What is wrong with the settings; empty if nothing is. */
  static Optional<String> in(SmallRyeConfig settings) {
    return settings.getOptionalValue(PROBLEM, String.class);
  }

  private static void look(
      ConfigSourceContext context,
      String name,
      SettingKind kind,
      Set<String> problems,
      Map<String, String> instead) {
    value(context, name)
        .flatMap(value -> problem(variable(name), kind, value.strip()))
        .ifPresent(
            problem -> {
              problems.add(problem);
              instead.put(name, kind.readable());
            });
  }

  private static Optional<String> problem(String variable, SettingKind kind, String value) {
    if (kind instanceof Hosts && value.isEmpty()) {
      return Optional.empty();
    }
    return value.isEmpty()
        ? Optional.of(variable + " is empty. Give it a value, or leave it out for the default.")
        : kind.problem(value).map(wrong -> "%s=%s %s.".formatted(variable, value, wrong));
  }

  /** A script would be executed with nothing where a name or a password is meant. */
  private static void placeholders(
      ConfigSourceContext context, Set<String> problems, Map<String, String> instead) {
    for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
      String name = names.next();
      String key = name.toLowerCase(Locale.ROOT).replaceFirst("^waymark[_.]placeholders[_.]", "");
      boolean placeholder = key.length() < name.length() && !key.isEmpty();
      if (placeholder && value(context, name).filter(String::isEmpty).isPresent()) {
        problems.add(
            variable(name)
                + " is empty, and a script that has it would be executed with nothing in its"
                + " place. Give it a value, or leave it out.");
        for (String separator : List.of("_", ".", "-")) {
          instead.put(PLACEHOLDERS + key.replace("_", separator), "unusable");
        }
      }
    }
  }

  /** One would answer for the other by turns. */
  private static Optional<String> samePort(ConfigSourceContext context) {
    Optional<String> main = value(context, PORTS.get(0)).filter(port -> !port.strip().equals("0"));
    Optional<String> management = value(context, PORTS.get(1));
    return main.isPresent() && main.equals(management)
        ? Optional.of(
            "QUARKUS_HTTP_PORT and QUARKUS_MANAGEMENT_PORT are both %s: the API and the probes need a port each."
                .formatted(main.get()))
        : Optional.empty();
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return Optional.ofNullable(value == null ? null : value.getValue());
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
