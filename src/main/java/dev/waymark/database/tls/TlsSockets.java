package dev.waymark.database.tls;

import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.postgresql.ssl.WrappedFactory;

/**
 * TLS for pgjdbc with libpq's meaning of an address: it is pgjdbc's property {@code sslfactory}.
 * The driver's own takes keys in one form only, cannot show a certificate to a server that is
 * believed by the machine's roots, and has the host's name verified afterwards, as this one has, by
 * {@code sslmode}.
 */
public final class TlsSockets extends WrappedFactory {

  /**
   * The factory of one connection; called by pgjdbc, by the name of this class. The files are read
   * each time: they may have been renewed.
   *
   * @throws InvalidTlsFile if a file cannot be used
   */
  public TlsSockets(Properties properties) {
    this(properties::getProperty);
  }

  private TlsSockets(UnaryOperator<String> properties) {
    TlsFiles files = TlsFiles.of(properties);
    KeyManager[] keys = files.client().map(CertifiedKey::managers).orElse(null);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, files.trust(), null);
      factory = context.getSocketFactory();
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException("This Java has no TLS", exception);
    }
  }

  /**
   * Reads the files that an address names, to know at start what would fail later.
   *
   * @param properties pgjdbc's
   * @throws InvalidTlsFile if one cannot be used
   */
  public static void check(Map<String, String> properties) {
    if (TlsSockets.class.getName().equals(properties.get("sslfactory"))) {
      new TlsSockets(properties::get);
    }
  }
}
