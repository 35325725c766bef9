package dev.waymark.migration.script;

import static dev.waymark.migration.script.StatementKind.NON_TRANSACTIONAL;
import static dev.waymark.migration.script.StatementKind.ORDINARY;
import static dev.waymark.migration.script.StatementKind.UNDECIDABLE;

import java.util.List;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Alter_subscription_actionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Create_subscription_statementContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.Storage_parameter_optionContext;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.With_storage_parameterContext;

/**
 * Statements about subscriptions, which PostgreSQL refuses in a transaction where they do on
 * another server what no rollback takes back.
 */
final class Subscriptions {
  private Subscriptions() {}

  static StatementKind kind(Create_subscription_statementContext create) {
    var options = options(create.with_storage_parameter());
    return isOff(options, "create_slot") || isOff(options, "connect")
        ? ORDINARY
        : NON_TRANSACTIONAL;
  }

  static StatementKind kind(Alter_subscription_actionContext action) {
    if (action.PUBLICATION() != null) {
      return isOff(options(action.with_storage_parameter()), "refresh")
          ? ORDINARY
          : NON_TRANSACTIONAL;
    }
    // Some options are changed in the slot on the other server too, which depends on the version.
    return action.storage_parameters() == null ? ORDINARY : UNDECIDABLE;
  }

  private static List<Storage_parameter_optionContext> options(With_storage_parameterContext with) {
    return with == null ? List.of() : with.storage_parameters().storage_parameter_option();
  }

  private static boolean isOff(List<Storage_parameter_optionContext> options, String name) {
    return options.stream()
        .filter(option -> SqlName.source(option.storage_parameter_name()).equalsIgnoreCase(name))
        .filter(option -> option.vex() != null)
        .anyMatch(option -> Literal.isOff(SqlName.source(option.vex())));
  }
}
