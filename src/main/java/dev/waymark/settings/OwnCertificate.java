package dev.waymark.settings;

import dev.waymark.database.tls.CertifiedKey;
import dev.waymark.database.tls.InvalidTlsFile;
import dev.waymark.files.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that this Waymark itself speaks TLS with. A renewal writes one after the other: between
 * the two there is a certificate without its key, with which no handshake would succeed.
 *
 * @param certificate the certificate, and those between it and its authority
 * @param key its private key
 * @param clientAuthority the authorities whose client certificates count
 */
public record OwnCertificate(Path certificate, Path key, Optional<Path> clientAuthority) {

  /** The files that are set; empty unless both of the pair are. */
  public static Optional<OwnCertificate> of(WaymarkConfiguration.Tls tls) {
    return tls.certificate()
        .flatMap(file -> tls.key().map(key -> new OwnCertificate(file, key, tls.clientCa())));
  }

  /** Why they cannot be used, as a sentence with what to do; empty if they can. */
  public Optional<String> problem() {
    try {
      CertifiedKey.ofServer(certificate, key);
      clientAuthority.ifPresent(CertifiedKey::requireCertificates);
      return Optional.empty();
    } catch (InvalidTlsFile exception) {
      return Optional.of(exception.getMessage());
    }
  }

  /** What the file system says of them, which changes with them. */
  public List<FileStamp> stamps() throws IOException {
    List<FileStamp> stamps = new ArrayList<>(List.of(FileStamp.of(certificate), FileStamp.of(key)));
    if (clientAuthority.isPresent()) {
      stamps.add(FileStamp.of(clientAuthority.get()));
    }
    return stamps;
  }
}
