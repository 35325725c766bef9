package dev.waymark.verification.finding;

import dev.waymark.schema.Sequence;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sequence that has given at least four fifths of the numbers that it, or a column it feeds, can
 * hold. When they are used up, every insert fails.
 */
final class SequenceNearExhaustion implements Rule {
  @Override
  public String code() {
    return "sequence-near-exhaustion";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "A sequence that has given four fifths of its numbers.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("sql-createsequence.html");
  }

  private static final BigInteger THRESHOLD_PERCENT = BigInteger.valueOf(80);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  @Override
  public Stream<Finding> check(Examined examined) {
    SequenceUse use = new SequenceUse(examined);
    return examined
        .all(Sequence.class)
        .filter(sequence -> !sequence.cycle())
        .flatMap(
            sequence ->
                examined.facts().lastValue(sequence.namespace(), sequence.name()).stream()
                    .flatMap(last -> check(examined.quoting(), use, sequence, last)));
  }

  private Stream<Finding> check(Quoting quoting, SequenceUse use, Sequence sequence, long last) {
    boolean up = sequence.increment() > 0;
    List<SequenceUse.Fed> narrow =
        use.fedBy(sequence).stream().filter(fed -> SequenceUse.outgrows(sequence, fed)).toList();
    long first = up ? SequenceUse.minimum(sequence) : SequenceUse.maximum(sequence);
    long end = up ? SequenceUse.maximum(sequence) : SequenceUse.minimum(sequence);
    for (SequenceUse.Fed fed : narrow) {
      long highest = SequenceUse.highest(fed.column().type());
      end = up ? Math.min(end, highest) : Math.max(end, -highest - 1);
    }
    BigInteger used = distance(first, last);
    BigInteger range = distance(first, end);
    if (range.signum() == 0
        || used.multiply(HUNDRED).compareTo(range.multiply(THRESHOLD_PERCENT)) < 0) {
      return Stream.empty();
    }
    List<ColumnUse> uses =
        use.inTheWay(
            use.fedBy(sequence).stream()
                .filter(fed -> SequenceUse.highest(fed.column().type()) < Long.MAX_VALUE)
                .toList());
    return Stream.of(
        Finding.of(
            this,
            sequence,
            null,
            String.format(
                "The sequence stands at %d, %s %% of the way to %d, where %s ends.",
                last,
                used.multiply(HUNDRED).divide(range),
                end,
                narrow.isEmpty() ? "it" : "column " + narrow.get(0).column().name()),
            "Widen the columns it feeds, which rewrites their tables, then the sequence; foreign keys"
                + " to them need the wider type too. Nothing is wider than bigint: there, numbers"
                + " have to be saved."
                + ColumnUse.inTheWay(uses),
            uses.isEmpty() ? sql(quoting, use, sequence) : null));
  }

  private static BigInteger distance(long from, long to) {
    return BigInteger.valueOf(to).subtract(BigInteger.valueOf(from)).abs();
  }

  /** Wider columns, a wider sequence, no end of its own: whichever of these there can be. */
  private static String sql(Quoting quoting, SequenceUse use, Sequence sequence) {
    List<String> statements = new ArrayList<>();
    for (SequenceUse.Fed fed : use.fedBy(sequence)) {
      if (SequenceUse.highest(fed.column().type()) < Long.MAX_VALUE) {
        statements.add(
            String.format(
                "ALTER TABLE %s ALTER COLUMN %s TYPE bigint;",
                quoting.of(fed.table()), quoting.name(fed.column().name())));
      }
    }
    boolean up = sequence.increment() > 0;
    boolean limited = (up ? sequence.maximum() : sequence.minimum()) != null;
    if (!sequence.type().equals("bigint") || limited) {
      statements.add(
          String.format(
              "ALTER SEQUENCE %s%s%s;",
              quoting.of(sequence),
              sequence.type().equals("bigint") ? "" : " AS bigint",
              limited ? (up ? " NO MAXVALUE" : " NO MINVALUE") : ""));
    }
    return statements.isEmpty() ? null : String.join("\n", statements);
  }
}
