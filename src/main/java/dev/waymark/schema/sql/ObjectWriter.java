package dev.waymark.schema.sql;

import dev.waymark.schema.AccessMethod;
import dev.waymark.schema.Aggregate;
import dev.waymark.schema.BaseType;
import dev.waymark.schema.Cast;
import dev.waymark.schema.Collation;
import dev.waymark.schema.CompositeType;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Conversion;
import dev.waymark.schema.DefaultPrivileges;
import dev.waymark.schema.Domain;
import dev.waymark.schema.EnumType;
import dev.waymark.schema.EventTrigger;
import dev.waymark.schema.ExtendedStatistics;
import dev.waymark.schema.Extension;
import dev.waymark.schema.ForeignDataWrapper;
import dev.waymark.schema.ForeignServer;
import dev.waymark.schema.Function;
import dev.waymark.schema.Index;
import dev.waymark.schema.Language;
import dev.waymark.schema.MaterializedView;
import dev.waymark.schema.Namespace;
import dev.waymark.schema.Operator;
import dev.waymark.schema.OperatorClass;
import dev.waymark.schema.OperatorFamily;
import dev.waymark.schema.Policy;
import dev.waymark.schema.Procedure;
import dev.waymark.schema.Publication;
import dev.waymark.schema.RangeType;
import dev.waymark.schema.Rule;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.Sequence;
import dev.waymark.schema.Subscription;
import dev.waymark.schema.Table;
import dev.waymark.schema.TextSearchConfiguration;
import dev.waymark.schema.TextSearchDictionary;
import dev.waymark.schema.TextSearchParser;
import dev.waymark.schema.TextSearchTemplate;
import dev.waymark.schema.Transform;
import dev.waymark.schema.Trigger;
import dev.waymark.schema.UserMapping;
import dev.waymark.schema.View;
import java.util.Set;

/** Knows the writer of every kind; the compiler holds that none is forgotten. */
final class ObjectWriter {
  private ObjectWriter() {}

  /**
   * The statements that make the object.
   *
   * @param apart the parts that must come later
   */
  static Pieces write(SchemaObject object, Set<String> apart, Spelling spelling) {
    var pieces = new Pieces(object.id(), apart);
    return switch (object.kind()) {
      case TABLE -> new TableSql((Table) object, pieces, spelling).write();
      case ENUM -> TypeSql.enumeration((EnumType) object, pieces, spelling);
      case INDEX -> IndexSql.write((Index) object, pieces, spelling);
      case CONSTRAINT -> ConstraintSql.write((Constraint) object, pieces, spelling);
      case SEQUENCE -> SequenceSql.write((Sequence) object, pieces, spelling);
      case VIEW -> ViewSql.view((View) object, pieces, spelling);
      case MATERIALIZED_VIEW ->
          ViewSql.materializedView((MaterializedView) object, pieces, spelling);
      case FUNCTION -> RoutineSql.function((Function) object, pieces, spelling);
      case PROCEDURE -> RoutineSql.procedure((Procedure) object, pieces, spelling);
      case AGGREGATE -> AggregateSql.write((Aggregate) object, pieces, spelling);
      case TRIGGER -> TriggerSql.trigger((Trigger) object, pieces, spelling);
      case RULE -> TriggerSql.rule((Rule) object, pieces, spelling);
      case POLICY -> PolicySql.write((Policy) object, pieces, spelling);
      case DOMAIN -> DomainSql.write((Domain) object, pieces, spelling);
      case COMPOSITE_TYPE -> TypeSql.composite((CompositeType) object, pieces, spelling);
      case RANGE_TYPE -> TypeSql.range((RangeType) object, pieces, spelling);
      case BASE_TYPE -> BaseTypeSql.write((BaseType) object, pieces, spelling);
      case EXTENDED_STATISTICS ->
          StatisticsSql.write((ExtendedStatistics) object, pieces, spelling);
      case COLLATION -> TextSql.collation((Collation) object, pieces, spelling);
      case OPERATOR -> OperatorSql.operator((Operator) object, pieces, spelling);
      case OPERATOR_FAMILY -> OperatorSql.family((OperatorFamily) object, pieces, spelling);
      case OPERATOR_CLASS -> OperatorSql.operatorClass((OperatorClass) object, pieces, spelling);
      case CONVERSION -> TextSql.conversion((Conversion) object, pieces, spelling);
      case TEXT_SEARCH_CONFIGURATION ->
          TextSearchSql.configuration((TextSearchConfiguration) object, pieces, spelling);
      case TEXT_SEARCH_DICTIONARY ->
          TextSearchSql.dictionary((TextSearchDictionary) object, pieces, spelling);
      case TEXT_SEARCH_PARSER -> TextSearchSql.parser((TextSearchParser) object, pieces, spelling);
      case TEXT_SEARCH_TEMPLATE ->
          TextSearchSql.template((TextSearchTemplate) object, pieces, spelling);
      case EXTENSION -> DatabaseSql.extension((Extension) object, pieces, spelling);
      case CAST -> DatabaseSql.cast((Cast) object, pieces, spelling);
      case LANGUAGE -> DatabaseSql.language((Language) object, pieces, spelling);
      case TRANSFORM -> DatabaseSql.transform((Transform) object, pieces, spelling);
      case ACCESS_METHOD -> DatabaseSql.accessMethod((AccessMethod) object, pieces, spelling);
      case FOREIGN_DATA_WRAPPER ->
          ForeignSql.wrapper((ForeignDataWrapper) object, pieces, spelling);
      case FOREIGN_SERVER -> ForeignSql.server((ForeignServer) object, pieces, spelling);
      case USER_MAPPING -> ForeignSql.userMapping((UserMapping) object, pieces, spelling);
      case EVENT_TRIGGER -> TriggerSql.eventTrigger((EventTrigger) object, pieces, spelling);
      case PUBLICATION -> ReplicationSql.publication((Publication) object, pieces, spelling);
      case SUBSCRIPTION -> ReplicationSql.subscription((Subscription) object, pieces);
      case DEFAULT_PRIVILEGES ->
          GrantSql.defaultPrivileges((DefaultPrivileges) object, pieces, spelling);
      case NAMESPACE -> DatabaseSql.namespace((Namespace) object, pieces, spelling);
    };
  }
}
