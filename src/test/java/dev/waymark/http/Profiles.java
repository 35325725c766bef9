package dev.waymark.http;

import dev.waymark.database.TestPostgres;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The applications that HTTP tests run against; each costs its start, so there are few. */
public final class Profiles {
  private Profiles() {}

  private abstract static class OnTestDatabase implements QuarkusTestProfile {
    private final Map<String, String> settings;

    OnTestDatabase(Map<String, String> settings) {
      this.settings = settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestDatabase.class, settings));
    }
  }

  /** The packaged migrations and their contract. */
  public static final class Packaged extends OnTestDatabase {
    public Packaged() {
      super(Map.of());
    }
  }

  /** A folder of migrations that tests fill. */
  public static final class Folder extends OnTestDatabase {
    public Folder() {
      super(
          Map.of(
              "waymark.migrations", "{folder}",
              "waymark.placeholders.key", "s3cret-key"));
    }
  }

  /** A folder of migrations, often looked at, and some patience with locks. */
  public static final class Watched extends OnTestDatabase {
    public Watched() {
      super(
          Map.of(
              "waymark.migrations", "{folder}",
              // Its tests begin with an empty folder.
              "waymark.allow-empty", "true",
              "waymark.expectation", "recorded",
              "waymark.watch-interval", "PT0.2S",
              "waymark.lock-timeout", "2S",
              "waymark.lock-retries", "1000"));
    }
  }

  /** No PostgreSQL where the address leads. */
  public static final class Unreachable extends OnTestDatabase {
    public Unreachable() {
      super(Map.of("DATABASE_URL", "postgresql://u:s3cret@127.0.0.1:{unused}/db"));
    }
  }

  /** A wrong password on the direct connection, a database that is not there on the pooled one. */
  public static final class Refused extends OnTestDatabase {
    public Refused() {
      super(
          Map.of(
              "DATABASE_URL",
              "postgresql://postgres:s3cret@127.0.0.1:{port}/nowhere",
              "DATABASE_URL_UNPOOLED",
              "postgresql://%s:s3cret@127.0.0.1:{port}/postgres"
                  .formatted(TestPostgres.ROLE_WITH_PASSWORD)));
    }
  }

  /** One address only, and that one leads to a pooler. */
  public static final class PooledOnly extends OnTestDatabase {
    public PooledOnly() {
      super(Map.of("DATABASE_URL", "{url}?pgbouncer=true"));
    }
  }

  /** A folder of migrations, and so few requests at a time that a test reaches the limits. */
  public static final class LowLimits extends OnTestDatabase {
    public LowLimits() {
      super(
          Map.of(
              "waymark.migrations", "{folder}",
              "waymark.limits.reads", "2",
              "waymark.limits.changes", "2",
              "waymark.limits.followers", "1"));
    }
  }

  /**
   * So little time for each client that a test can wait for its end; still more than a machine
   * under load stands still between a connection and what it sends.
   */
  public static final class ShortPatience extends OnTestDatabase {
    public ShortPatience() {
      super(
          Map.of(
              "waymark.migrations", "{folder}",
              "waymark.limits.head-timeout", "3S",
              "waymark.limits.body-timeout", "3S",
              "waymark.limits.idle-timeout", "3S",
              "waymark.limits.write-timeout", "3S"));
    }
  }

  /** As docs/reference/hardening.md turns it on. */
  public static final class Http2 extends OnTestDatabase {
    public Http2() {
      super(Map.of("waymark.migrations", "{folder}", "quarkus.http.http2", "true"));
    }
  }

  /** One page of another site may ask, and this Waymark has two names. */
  public static final class NamedOrigin extends OnTestDatabase {
    public NamedOrigin() {
      super(
          Map.of(
              "waymark.cors.origins", "https://dashboard.example",
              "waymark.hosts", "localhost,Waymark.example"));
    }
  }
}
