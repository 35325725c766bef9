package dev.waymark.verification.finding;

import dev.waymark.schema.Index;
import java.net.URI;
import java.util.stream.Stream;

/**
 * An index with the same method, keys and predicate as another one that refuses and carries no
 * less: writes pay for it, no query gains.
 */
final class DuplicateIndex implements Rule {
  @Override
  public String code() {
    return "duplicate-index";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String summary() {
    return "An index that does nothing that another does not do.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("indexes-intro.html");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    IndexCoverage coverage = new IndexCoverage(examined);
    return examined
        .all(Index.class)
        .flatMap(
            index ->
                coverage.duplicate(index).stream()
                    .map(
                        other ->
                            Finding.of(
                                this,
                                index,
                                null,
                                "The index has the same keys, in the same order, as "
                                    + other.name()
                                    + ".",
                                "Drop it, outside a transaction. If a query plan or a tool names it, give that name to the other one.",
                                coverage.drop(index))));
  }
}
