package dev.waymark.command.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What proves who the user is: a bearer token from a file or the environment, never from the
 * command line, which others can see. A file is read for each request, because Kubernetes replaces
 * a projected token before it expires.
 *
 * @param file the file that holds it; empty for none
 * @param given the token itself, where there is no file; empty for none
 */
public record Token(Optional<Path> file, Optional<String> given) {
  /** The variable that holds a token. */
  public static final String VARIABLE = "WAYMARK_TOKEN";

  /** The variable that names the file of a token. */
  public static final String FILE_VARIABLE = "WAYMARK_TOKEN_FILE";

  /** RFC 6750, 2.1; whatever else stands there must not get into a header or a message. */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /** Something is no token, or cannot be read; the message does not hold it. */
  public static final class Unusable extends Exception {
    private Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Where to look: the file given, else that of the environment, else the environment's token.
   *
   * @param file the file that the command line names; null for none
   */
  public static Token of(Path file, Map<String, String> environment) {
    Optional<Path> named =
        Optional.ofNullable(file)
            .or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of));
    return new Token(named, Optional.ofNullable(environment.get(VARIABLE)));
  }

  /**
   * The token as it is now; empty if there is none to be sent.
   *
   * @throws Unusable if it cannot be read, or is none
   */
  public Optional<String> read() throws Unusable {
    Optional<String> token = file.isPresent() ? Optional.of(contents(file.get())) : given;
    if (token.isPresent() && !BEARER.matcher(token.get().strip()).matches()) {
      throw new Unusable(
          file.map(path -> "The file " + path).orElse(VARIABLE)
              + " holds no bearer token: one consists of letters, digits and -._~+/= only.",
          null);
    }
    return token.map(String::strip);
  }

  private static String contents(Path path) throws Unusable {
    try {
      return Files.readString(path);
    } catch (IOException exception) {
      throw new Unusable("The token file " + path + " cannot be read.", exception);
    }
  }

  @Override
  public String toString() {
    return "Token";
  }
}
