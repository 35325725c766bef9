package dev.waymark.database.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a file may be used for what it is. */
final class TlsFile {
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("----wxrwx");
  private static final int ROOT = 0;

  private TlsFile() {}

  /** Refuses one that is not there, or that this process may not read. */
  static void readable(Path file, String what, String remedy) {
    if (!Files.exists(file)) {
      throw new InvalidTlsFile(
          "The file of the %s, %s, is not there".formatted(what, file), remedy);
    }
    if (Files.isDirectory(file)) {
      throw new InvalidTlsFile("The %s, %s, is a directory".formatted(what, file), remedy);
    }
    if (!Files.isReadable(file)) {
      throw new InvalidTlsFile(
          "The file of the %s, %s, cannot be read by the user of this process"
              .formatted(what, file),
          "Give it to that user or to its group (for a mounted Secret: fsGroup and defaultMode"
              + " 0440)");
    }
  }

  /**
   * Refuses one that is not PEM.
   *
   * @param label what stands after BEGIN, as a regular expression
   */
  static void pem(Path file, String what, String label, String remedy) {
    Pattern begin = Pattern.compile("-----BEGIN " + label + "-----");
    try {
      // In which all bytes are text, also those of DER.
      if (begin.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).find()) {
        return;
      }
    } catch (IOException exception) {
      throw new InvalidTlsFile(
          "The file of the %s, %s, cannot be read".formatted(what, file), remedy, exception);
    }
    throw new InvalidTlsFile("The file of the %s, %s, is not PEM".formatted(what, file), remedy);
  }

  /**
   * Refuses a private key that others can read, by libpq's own rule: only its owner may, or a group
   * where root owns it, which is how secrets are mounted.
   *
   * @see <a
   *     href="https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-CLIENTCERT">libpq,
   *     client certificates</a>
   */
  static void secret(Path file) {
    Set<PosixFilePermission> modes;
    boolean groupMayRead;
    try {
      if (!Files.getFileStore(file).supportsFileAttributeView("unix")
          && !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        return;
      }
      modes = Files.getPosixFilePermissions(file);
      groupMayRead = Integer.valueOf(ROOT).equals(Files.getAttribute(file, "unix:uid"));
    } catch (IOException exception) {
      throw new InvalidTlsFile(
          "The mode of the private key's file, %s, cannot be read".formatted(file),
          "Give the file to the user of this process",
          exception);
    }
    boolean open =
        modes.stream().anyMatch(OF_OTHERS::contains)
            || (modes.contains(PosixFilePermission.GROUP_READ) && !groupMayRead);
    if (open) {
      throw new InvalidTlsFile(
          "The private key's file, %s, may be read by others: its mode is %s"
              .formatted(file, PosixFilePermissions.toString(modes)),
          "Set it to 0600, or to 0440 where root owns it (a mounted Secret: defaultMode 0440 and an"
              + " fsGroup)");
    }
  }
}
