package dev.waymark.access;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where an issuer publishes its keys: a JSON Web Key Set (RFC 7517). */
public sealed interface KeySet permits KeySet.File, PublishedKeySet {

  /** Where it is, for messages. */
  String location();

  /**
   * The document.
   *
   * @throws IOException if it cannot be read
   */
  String read() throws IOException;

  /**
   * Reads a setting: an {@code https} URL, an {@code http} one that leads nowhere but to this
   * machine, or a file's path.
   *
   * @param authority a file with the certificates (PEM) that the URL's server is believed by, in
   *     the place of those Java knows
   * @param token a file with a bearer token for the URL's server, read anew each time
   * @throws IllegalArgumentException if it is neither, or would be read over a network in the clear
   */
  static KeySet parse(String location, Optional<Path> authority, Optional<Path> token) {
    if (!location.matches("(?i)https?:.*")) {
      return new File(Path.of(location));
    }
    URI url = URI.create(location);
    if (url.getHost() == null) {
      throw new IllegalArgumentException("The URL has no host");
    }
    if (url.getScheme().equalsIgnoreCase("http") && !isLoopback(url.getHost())) {
      throw new IllegalArgumentException(
          "Keys that came over http could be anybody's: use https, or a file");
    }
    return new PublishedKeySet(url, authority, token);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** A file. */
  record File(Path path) implements KeySet {
    @Override
    public String location() {
      return path.toString();
    }

    @Override
    public String read() throws IOException {
      return Files.readString(path);
    }
  }
}
