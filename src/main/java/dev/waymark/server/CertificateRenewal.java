package dev.waymark.server;

import dev.waymark.files.FileStamp;
import dev.waymark.settings.OwnCertificate;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Takes renewed files when they are whole: until then the old pair is served, and the log says once
 * what is wrong with the new one. Used by one thread at a time.
 */
final class CertificateRenewal {
  private static final Logger LOG = Logger.getLogger(CertificateRenewal.class);

  private final OwnCertificate files;
  private final BooleanSupplier take;
  private final Clock clock;
  private List<FileStamp> taken;
  private boolean settled;
  private String complaint = "";

  /**
   * @param files which are as they are served now
   * @param take has what is in the files served from now on; false if they cannot be
   */
  CertificateRenewal(OwnCertificate files, BooleanSupplier take, Clock clock) {
    this.files = files;
    this.take = take;
    this.clock = clock;
    this.taken = stamps().orElse(List.of());
    this.settled = areSettled(taken);
  }

  /** Looks whether they have changed. */
  void look() {
    Optional<List<FileStamp>> before = stamps();
    if (before.isPresent() && settled && before.get().equals(taken)) {
      return;
    }
    boolean wasSettled = before.filter(this::areSettled).isPresent();
    Optional<String> problem = files.problem();
    if (problem.isEmpty() && before.isPresent() && before.get().equals(taken)) {
      settled = wasSettled;
      return;
    }
    if (problem.isPresent()) {
      complain(problem.get());
      return;
    }
    boolean served = take.getAsBoolean();
    // What has changed while it was read is looked at again the next time.
    settled = wasSettled && before.equals(stamps());
    taken = before.orElse(List.of());
    if (!served) {
      complain("Its files cannot be loaded. Let each be the PEM file that openssl writes.");
      return;
    }
    complaint = "";
    LOG.info("The renewed certificate is served from now on.");
  }

  private void complain(String problem) {
    if (!problem.equals(complaint)) {
      complaint = problem;
      LOG.warnf(
          "The old certificate is served further on. The new one cannot be used: %s", problem);
    }
  }

  private boolean areSettled(List<FileStamp> stamps) {
    return stamps.stream().allMatch(stamp -> stamp.isSettledAt(clock.instant()));
  }

  private Optional<List<FileStamp>> stamps() {
    try {
      return Optional.of(files.stamps());
    } catch (IOException exception) {
      return Optional.empty();
    }
  }
}
