package dev.waymark.server;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What Flyway reaches by name alone, so that it does in a native executable what it does on the
 * JVM: {@code COPY … FROM stdin} goes through the driver's copy manager, and what keeps a
 * connection from being opened is asked of its exceptions. FlywayWaysIT executes each way in which
 * Flyway executes something.
 */
@RegisterForReflection(
    classNames = {
      "org.postgresql.copy.CopyManager",
      "org.postgresql.core.BaseConnection",
      "org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlNoDriversForInteractiveAuthException",
      "org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlNoIntegratedAuthException",
      "org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlServerUntrustedCertificateSqlException"
    })
final class FlywayByName {
  private FlywayByName() {}
}
