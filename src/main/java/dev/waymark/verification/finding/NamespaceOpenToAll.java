package dev.waymark.verification.finding;

import dev.waymark.schema.Namespace;
import java.net.URI;
import java.util.stream.Stream;

/**
 * A namespace in which every role may create: also an operator or a function that fits somebody
 * else's unqualified call better than PostgreSQL's own, and then runs with that caller's rights.
 */
final class NamespaceOpenToAll implements Rule {
  @Override
  public String code() {
    return "namespace-open-to-all";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "A namespace in which every role may create objects.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("ddl-schemas.html#DDL-SCHEMAS-PATTERNS");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    return examined
        .all(Namespace.class)
        .filter(namespace -> examined.facts().catalogs().openToAll(namespace.name()))
        .map(
            namespace ->
                Finding.of(
                    this,
                    namespace,
                    null,
                    "Every role may create objects here. An operator or a function of another role"
                        + " can take the place of PostgreSQL's own in what others call without a"
                        + " schema, and runs with their rights.",
                    "Take the privilege away, and grant it to the roles that need it.",
                    "REVOKE CREATE ON SCHEMA "
                        + examined.quoting().name(namespace.name())
                        + " FROM PUBLIC;"));
  }
}
