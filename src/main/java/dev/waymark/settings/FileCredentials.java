package dev.waymark.settings;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.InvalidConnectionUrlException;
import dev.waymark.database.LibpqEnvironment;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Reads the user and the password of an address that a file holds again for every new connection,
 * so that a renewed password needs no restart. Where the address leads stays as it was at the
 * start.
 */
@Singleton
@Unremovable
public final class FileCredentials implements CredentialsProvider {
  private static final Logger LOG = Logger.getLogger(FileCredentials.class);

  private final Secrets secrets;
  private final Map<String, ConnectionUrl> lastReadable = new ConcurrentHashMap<>();

  public FileCredentials(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The credentials that the file of a variable holds now. */
  @Override
  public Map<String, String> getCredentials(String variable) {
    ConnectionUrl url = now(variable);
    Map<String, String> user = Map.of(USER_PROPERTY_NAME, url.username());
    return url.password()
        .map(it -> Map.of(USER_PROPERTY_NAME, url.username(), PASSWORD_PROPERTY_NAME, it))
        .orElse(user);
  }

  /** The address of a variable with the credentials of now; as given if no file holds it. */
  public ConnectionUrl renewed(String variable, ConnectionUrl given) {
    return secrets.files().containsKey(variable) ? now(variable) : given;
  }

  private ConnectionUrl now(String variable) {
    try {
      ConnectionUrl url =
          ConnectionUrl.parse(
              Secrets.text(secrets.files().get(variable)), LibpqEnvironment.ofProcess());
      lastReadable.put(variable, url);
      return url;
    } catch (IOException | InvalidConnectionUrlException exception) {
      // While the file is being replaced the old password is the best guess there is.
      ConnectionUrl last = lastReadable.get(variable);
      if (last == null) {
        throw new IllegalStateException(
            variable + " cannot be read: " + exception.getMessage(), exception);
      }
      LOG.warnf("%s cannot be read again: %s", variable, exception.getMessage());
      return last;
    }
  }
}
