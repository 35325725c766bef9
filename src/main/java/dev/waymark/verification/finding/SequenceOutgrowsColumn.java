package dev.waymark.verification.finding;

import dev.waymark.schema.Sequence;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An integer column fed by a bigint sequence, and the like: some day the sequence gives a number
 * that the column refuses, and neither of the two warns of it.
 */
final class SequenceOutgrowsColumn implements Rule {
  @Override
  public String code() {
    return "sequence-outgrows-column";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "A column that takes its numbers from a sequence that counts further than it can hold.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("datatype-numeric.html#DATATYPE-SERIAL");
  }

  @Override
  public Stream<Finding> check(Examined examined) {
    SequenceUse use = new SequenceUse(examined);
    return examined
        .all(Sequence.class)
        .flatMap(
            sequence -> {
              List<SequenceUse.Fed> narrow =
                  use.fedBy(sequence).stream()
                      .filter(fed -> SequenceUse.outgrows(sequence, fed))
                      .toList();
              return narrow.isEmpty()
                  ? Stream.empty()
                  : Stream.of(finding(examined.quoting(), sequence, narrow, use.inTheWay(narrow)));
            });
  }

  private Finding finding(
      Quoting quoting, Sequence sequence, List<SequenceUse.Fed> narrow, List<ColumnUse> uses) {
    return Finding.of(
        this,
        sequence,
        null,
        "The sequence counts further than "
            + narrow.stream()
                .map(
                    fed ->
                        String.format(
                            "%s.%s (%s)",
                            quoting.of(fed.table()),
                            quoting.name(fed.column().name()),
                            fed.column().type()))
                .collect(Collectors.joining(", "))
            + " can hold.",
        "Widen the column, which rewrites its table while everybody waits; foreign keys to it need"
            + " the wider type too. If the table stays small, ALTER SEQUENCE … AS the column's type"
            + " makes the sequence end where the column does."
            + ColumnUse.inTheWay(uses),
        !uses.isEmpty()
            ? null
            : narrow.stream()
                .map(
                    fed ->
                        String.format(
                            "ALTER TABLE %s ALTER COLUMN %s TYPE %s;",
                            quoting.of(fed.table()),
                            quoting.name(fed.column().name()),
                            sequence.type()))
                .collect(Collectors.joining("\n")));
  }
}
