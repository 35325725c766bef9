package dev.waymark.settings;

import dev.waymark.database.DatabaseAddresses;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings that are given as files, as orchestrators mount secrets: {@code X_FILE} names the file
 * that holds {@code X}, and {@code WAYMARK_SECRETS_DIR} a directory with a file for each variable.
 *
 * @param files the file of each variable
 * @param values what it holds, without the line's end
 * @param problems why a file cannot be used, a line each; no line shows what a file holds
 */
public record Secrets(
    SortedMap<String, Path> files, SortedMap<String, String> values, List<String> problems) {
  static final String DIRECTORY_VARIABLE = "WAYMARK_SECRETS_DIR";
  static final int LARGEST_BYTES = 64 * 1024;

  private static final String FILE = "_FILE";

  /** Those that hold a secret. Others may end in _FILE with a meaning of their own. */
  private static final Pattern SECRET =
      Pattern.compile(
          "%s|%s|%s|QUARKUS_[A-Z0-9_]+_PASSWORD"
              .formatted(
                  DatabaseAddresses.POOLED_VARIABLE,
                  DatabaseAddresses.DIRECT_VARIABLE,
                  RehearsalAddress.VARIABLE));

  /** What in a directory is a setting; beside them lie certificates and an orchestrator's links. */
  private static final Pattern SETTING =
      Pattern.compile("(?:%s|(?:WAYMARK|QUARKUS)_[A-Z0-9_]+)".formatted(SECRET));

  // Where the environment itself is: a variable that is given there and here is refused.
  private static final int ORDINAL = 300;

  /** Reads all that the settings name, as they are now. */
  public static Secrets read(SmallRyeConfig settings) {
    return read(settings.getPropertyNames().iterator(), settings::getConfigValue);
  }

  /**
   * Reads all that are named, as they are now.
   *
   * @param names of all settings there are
   * @param settings the setting of a name; null for none
   */
  public static Secrets read(Iterator<String> names, Function<String, ConfigValue> settings) {
    Secrets secrets = new Secrets(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    UnaryOperator<String> given = name -> given(settings.apply(name));
    secrets.findFiles(names, given);
    secrets.findDirectory(given);
    secrets.files().forEach(secrets::readFile);
    return secrets;
  }

  /**
   * The text of a secret's file as it is now, without the line's end that editors add.
   *
   * @throws IOException whose message says what is wrong with the file and never what it holds
   */
  public static String text(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new IOException(name + ", which is a directory");
    }
    if (!Files.exists(file)) {
      throw new IOException(name + ", which is not there");
    }
    byte[] content;
    try (var input = Files.newInputStream(file)) {
      content = input.readNBytes(LARGEST_BYTES + 1);
    } catch (IOException exception) {
      throw new IOException(name + ", which this process cannot read", exception);
    }
    if (content.length > LARGEST_BYTES) {
      throw new IOException("%s, which is larger than %d bytes".formatted(name, LARGEST_BYTES));
    }
    String text = utf8(name, content).replaceFirst("\\R+\\z", "");
    if (text.isBlank()) {
      throw new IOException(name + ", which is empty");
    }
    return text;
  }

  /** What the rest of the configuration reads. */
  public ConfigSource configSource() {
    Map<String, String> variables = new HashMap<>();
    values.forEach(
        (variable, value) ->
            variables.put(
                variable,
                // An address is read as it was set; of any other value a dollar sign is no
                // expression.
                variable.startsWith(DatabaseAddresses.POOLED_VARIABLE)
                    ? value
                    : ConfigExpressions.literal(value)));
    return new Source(variables);
  }

  private static String utf8(String name, byte[] content) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException exception) {
      throw new IOException(name + ", which is no text in UTF-8", exception);
    }
  }

  private void findFiles(Iterator<String> names, UnaryOperator<String> given) {
    while (names.hasNext()) {
      String name = names.next();
      if (name.endsWith(FILE) && !given.apply(name).isBlank()) {
        String variable = name.substring(0, name.length() - FILE.length());
        if (SECRET.matcher(variable).matches()) {
          add(given, variable, name, Path.of(given.apply(name)));
        }
      }
    }
  }

  private void findDirectory(UnaryOperator<String> given) {
    String directory = given.apply(DIRECTORY_VARIABLE);
    if (directory.isBlank()) {
      return;
    }
    try (Stream<Path> entries = Files.list(Path.of(directory))) {
      entries
          .filter(entry -> SETTING.matcher(entry.getFileName().toString()).matches())
          .sorted()
          .forEach(entry -> add(given, entry.getFileName().toString(), DIRECTORY_VARIABLE, entry));
    } catch (IOException exception) {
      problems.add(
          "%s names %s, which is no directory that this process can read."
              .formatted(DIRECTORY_VARIABLE, directory));
    }
  }

  private void add(UnaryOperator<String> given, String variable, String from, Path file) {
    if (!given.apply(variable).isBlank()) {
      problems.add("%s is set, and %s gives it, too: take one away.".formatted(variable, from));
    } else if (files.putIfAbsent(variable, file) != null) {
      problems.add("%s is given by two files: take one away.".formatted(variable));
    }
  }

  private void readFile(String variable, Path file) {
    try {
      values.put(variable, text(file));
    } catch (IOException exception) {
      problems.add("%s is to come from %s.".formatted(variable, exception.getMessage()));
    }
  }

  /** What is set otherwise; what these files have given before is not. */
  private static String given(ConfigValue value) {
    return value == null
            || value.getRawValue() == null
            || value.getConfigSourceName().equals(Source.NAME)
        ? ""
        : value.getRawValue();
  }

  /** Counts as environment, so that no build writes it into its artifact. */
  private static final class Source extends EnvConfigSource {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "the files of secrets";

    Source(Map<String, String> variables) {
      super(variables, ORDINAL);
    }

    @Override
    public String getName() {
      return NAME;
    }
  }
}
