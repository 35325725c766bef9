package dev.waymark.access;

import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The public keys of an issuer. They are read when they are first needed, again when they are
 * {@link #FRESH} no longer, and at once for a key that is not among them, since the issuer may have
 * begun to use a new one; but never more often than once in {@link #PAUSE}, whatever is asked and
 * whether reading goes well, so that no caller can flood the issuer. When the issuer cannot be
 * reached, the keys last read are used for {@link #KEPT}.
 *
 * <p>One caller waits while they are read. The others use the keys there are, or are told at once
 * that it is not known: an issuer that does not answer, and strangers that ask for it, must not
 * hold up those whose tokens need no issuer.
 */
public final class IssuerKeys implements VerificationKeyResolver {
  /** How long keys are used without looking again; after that a withdrawn one counts no more. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** The least time between two readings. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** How long keys are used while the issuer cannot be reached. */
  static final Duration KEPT = Duration.ofHours(1);

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

  private record Read(List<JsonWebKey> keys, Instant at) {}

  private final KeySet source;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private final VerificationJwkSelector selector = new VerificationJwkSelector();
  private volatile Read read = new Read(List.of(), Instant.EPOCH);
  private Instant triedAt = Instant.EPOCH;
  private volatile Exception failure;

  public IssuerKeys(KeySet source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The key that verifies the signature, by its {@code kid} and algorithm.
   *
   * @throws UnresolvableKeyException if the issuer has no such key
   * @throws KeysUnreachable if the issuer's keys are not known, or not yet
   */
  @Override
  public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    if (isOlderThan(FRESH)) {
      readAgain();
    }
    JsonWebKey key = select(signature);
    boolean tried = true;
    if (key == null) {
      tried = readAgain();
      key = select(signature);
    }
    if (key == null && !tried) {
      throw new KeysUnreachable(
          "The issuer's keys are just being read from " + source.location(), null);
    }
    if (key == null) {
      throw new UnresolvableKeyException("The issuer has no such key");
    }
    return key.getKey();
  }

  private JsonWebKey select(JsonWebSignature signature) throws UnresolvableKeyException {
    if (isOlderThan(KEPT)) {
      throw new KeysUnreachable(
          "The issuer's keys cannot be read from " + source.location(), failure);
    }
    try {
      return selector.select(signature, read.keys());
    } catch (JoseException exception) {
      throw new UnresolvableKeyException("No key fits", exception);
    }
  }

  private boolean isOlderThan(Duration age) {
    return read.at().plus(age).isBefore(clock.instant());
  }

  /**
   * Reads the keys, unless somebody has just tried.
   *
   * @return whether that is over; if not, somebody else is waiting for the issuer now
   */
  private boolean readAgain() {
    if (!reading.tryLock()) {
      return false;
    }
    try {
      Instant now = clock.instant();
      if (!triedAt.plus(PAUSE).isAfter(now)) {
        triedAt = now;
        read(now);
      }
      return true;
    } finally {
      reading.unlock();
    }
  }

  private void read(Instant now) {
    try {
      read = new Read(new JsonWebKeySet(source.read()).getJsonWebKeys(), now);
      failure = null;
    } catch (IOException | JoseException exception) {
      failure = exception;
      LOG.errorf(
          "The keys that verify tokens cannot be read from %s: %s",
          source.location(), exception.getMessage());
    }
  }
}
