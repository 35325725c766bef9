package dev.waymark.verification.finding;

import dev.waymark.schema.Column;
import dev.waymark.schema.Domain;
import dev.waymark.schema.Table;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Columns and domains of a type that there is a better one for. A column is left out where its type
 * is not its own: in partitions, children, typed and foreign tables, and where it is generated.
 *
 * @param pattern matches the whole type as {@code format_type} prints it
 * @param better the type to have instead
 * @param using how a value of the old type becomes one of the new, with {@code %s} for the column;
 *     null when a plain cast does
 */
record ColumnTypes(Pattern pattern, Function<MatchResult, String> better, String using) {

  Stream<Finding> check(Rule rule, Examined examined, String detail, String hint) {
    return Stream.concat(
        examined
            .all(Table.class)
            .filter(table -> !table.type().equals("foreign") && table.ofType() == null)
            .flatMap(
                table ->
                    table.columns().stream()
                        .filter(column -> pattern.matcher(column.type()).matches())
                        .filter(column -> column.generated() == null)
                        .filter(column -> !examined.parentHas(table, column))
                        .map(column -> finding(rule, examined, table, column, detail, hint))),
        examined
            .all(Domain.class)
            .filter(domain -> pattern.matcher(domain.type()).matches())
            .map(
                domain ->
                    Finding.of(
                        rule,
                        domain,
                        null,
                        "The domain is " + domain.type() + ": " + detail,
                        hint
                            + " The type of a domain cannot be changed: create another one and give"
                            + " it to the columns.",
                        null)));
  }

  private Finding finding(
      Rule rule, Examined examined, Table table, Column column, String detail, String hint) {
    List<ColumnUse> uses =
        examined.facts().catalogs().columnUses(table.namespace(), table.name(), column.name());
    return Finding.of(
        rule,
        table,
        column.name(),
        "The column is " + column.type() + ": " + detail,
        hint + " The table is rewritten while everybody waits." + ColumnUse.inTheWay(uses),
        uses.isEmpty() ? sql(examined.quoting(), table, column) : null);
  }

  private String sql(Quoting quoting, Table table, Column column) {
    var match = pattern.matcher(column.type());
    match.matches();
    String name = quoting.name(column.name());
    return String.format(
        "ALTER TABLE %s ALTER COLUMN %s TYPE %s%s;",
        quoting.of(table),
        name,
        better.apply(match.toMatchResult()),
        using == null ? "" : " USING " + using.replace("%s", name));
  }
}
