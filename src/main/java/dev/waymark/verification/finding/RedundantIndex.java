package dev.waymark.verification.finding;

import dev.waymark.schema.Index;
import java.net.URI;
import java.util.stream.Stream;

/**
 * A btree index that is the beginning of a longer one: what it finds, the longer one finds too. It
 * is smaller, which is seldom worth that every write maintains both.
 */
final class RedundantIndex implements Rule {
  @Override
  public String code() {
    return "redundant-index";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "An index that a longer one begins with.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("indexes-multicolumn.html");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    IndexCoverage coverage = new IndexCoverage(examined);
    return examined
        .all(Index.class)
        .filter(index -> coverage.duplicate(index).isEmpty())
        .flatMap(
            index ->
                coverage.longer(index).stream()
                    .map(
                        other ->
                            Finding.of(
                                this,
                                index,
                                null,
                                "All that the index finds, "
                                    + other.name()
                                    + " finds too: it begins with the same keys.",
                                "Drop it, outside a transaction. See in pg_stat_user_indexes, on every replica as well, how much each is used.",
                                coverage.drop(index))));
  }
}
