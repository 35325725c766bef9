package dev.waymark.settings;

import dev.waymark.access.CertificateRoles;
import dev.waymark.access.ClaimRoles;
import dev.waymark.access.KeySet;
import dev.waymark.operation.Readiness;
import dev.waymark.webhook.WebhooksFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waymark's own settings; the environment variable of each is in docs/reference/configuration.md.
 */
@ConfigMapping(prefix = "waymark")
public interface WaymarkConfiguration {

  /** Where the migrations are: a folder, or {@code classpath:} and a packaged location. */
  Optional<String> migrations();

  /** The schemas Flyway manages, the default one first; none means the connection's current one. */
  Optional<List<String>> schemas();

  /** The name of Flyway's history table. */
  @WithDefault("flyway_schema_history")
  String historyTable();

  /** What {@code ${name}} in a script stands for. */
  Map<String, String> placeholders();

  /** Whether a version lower than the current one may still be applied. */
  @WithDefault("false")
  boolean outOfOrder();

  /** Whether a source without any migration is meant to be one. */
  @WithDefault("false")
  boolean allowEmpty();

  /** What the database is held against: auto, contract, migrations or recorded. */
  @WithDefault("auto")
  String expectation();

  /** The contract the database is held against: a file, or {@code classpath:} and a path. */
  Optional<String> contract();

  /** Rules for differences to ignore: a file, or {@code classpath:} and a path. */
  Optional<String> ignore();

  /** How long replaying the migrations into a scratch database may take. */
  @WithDefault("10m")
  Duration replayTimeout();

  /** How long all questions to the live rows of one rehearsal may take together. */
  @WithDefault("2m")
  Duration rehearsalDataTimeout();

  /** Which hazards shut the gate of a plan or rehearsal, or {@code none}. */
  @WithDefault("breaks,loses")
  String planGate();

  /** The server on which migrations are replayed, if not on the live one. */
  Optional<String> rehearsalUrl();

  /** The schema, for Waymark alone, in which it keeps what it must remember. */
  @WithDefault("waymark")
  String ownSchema();

  /** The namespaces that are verified; none means Flyway's schemas, {@code *} means all. */
  Optional<List<String>> namespaces();

  /** Findings that are not asked for, as {@code code: reason; code: reason}. */
  Optional<String> findingsOff();

  /** How long a statement of a migration may wait for a lock; zero means for ever. */
  @WithDefault("5s")
  Duration lockTimeout();

  /** How long a statement of a migration may take; zero means for ever. */
  @WithDefault("0s")
  Duration statementTimeout();

  /** How often a migration that could not get a lock is rolled back and tried again. */
  @WithDefault("10")
  int lockRetries();

  /** How long an answer of the database may take, but for the statements of a migration. */
  @WithDefault("60s")
  Duration readTimeout();

  /** After how long a silent network counts as cut, for PostgreSQL and for Waymark. */
  @WithDefault("40s")
  Duration networkTimeout();

  /** How long a run may go on when the process is asked to end. */
  @WithDefault("25s")
  Duration shutdownGrace();

  /**
   * How long to wait between two looks at the database, for probes and metrics; zero means that
   * only requests and runs look, once the database was reached.
   */
  @WithDefault("30s")
  Duration watchInterval();

  /** What a replica must be able to say before it is sent requests. */
  @WithDefault("answering")
  Readiness readiness();

  /** How the log is written; application.properties turns the word into Quarkus's settings. */
  @WithDefault("text")
  LogFormat logFormat();

  /** Whether traces hold the beginning of each statement, secrets masked. */
  @WithDefault("false")
  boolean traceSql();

  /** Whether a native server that has started lets go of what only its start needed. */
  @WithDefault("true")
  boolean releaseStartMemory();

  /** Whether there is a page for people at the root; the API is the same without it. */
  @WithDefault("true")
  boolean page();

  /** The file that says whom to notify of what, as {@link WebhooksFile} reads it. */
  Optional<Path> webhooksFile();

  /** {@code open} lets everybody do everything. */
  Optional<String> access();

  /** The folder of the static tokens, a file for each. */
  Optional<Path> tokensDir();

  /** Which client certificates give which role, as {@link CertificateRoles#parse} reads it. */
  Optional<String> certificateRoles();

  /** What the main port speaks TLS with. */
  Tls tls();

  /** PEM files; {@link TlsConfigSource} hands them to Quarkus. */
  interface Tls {

    /** The server's certificate, and those between it and its authority. */
    Optional<Path> certificate();

    /** The certificate's private key. */
    Optional<Path> key();

    /** The authorities whose client certificates count. */
    Optional<Path> clientCa();
  }

  /** Whose JSON Web Tokens are believed; all or nothing. */
  Jwt jwt();

  /** An issuer of JSON Web Tokens. */
  interface Jwt {

    /** What {@code iss} must be. */
    Optional<String> issuer();

    /** What {@code aud} must be or hold. */
    Optional<String> audience();

    /** Where the issuer publishes its keys, as {@link KeySet#parse} reads it. */
    Optional<String> jwks();

    /** The certificates that the keys' server is believed by; none means those Java knows. */
    Optional<Path> jwksCa();

    /** A file with a bearer token for the keys' server. */
    Optional<Path> jwksTokenFile();

    /** Which claims give which role, as {@link ClaimRoles#parse} reads it. */
    Optional<String> roles();
  }
}
