package dev.waymark.migration.flyway;

import dev.waymark.migration.script.ScriptReview;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.sqlscript.SqlScriptMetadata;

/** A script reviewed as Flyway will run it. */
record ReviewedScript(
    ScriptName name, ScriptFile file, ScriptFile scriptConfiguration, Configuration configuration) {

  /**
   * Reviews the text in which the placeholders are replaced, unless the script wants none replaced.
   *
   * @param context with the values of Flyway's own placeholders
   * @throws FlywayException if the script or its configuration cannot be read
   */
  ScriptReview review(ParsingContext context) {
    context.updateFilenamePlaceholder(name.parts(), configuration);
    SqlScriptMetadata metadata = metadata(context);
    return ScriptReview.of(text(context, metadata), ExecutionModes.declared(metadata));
  }

  /**
   * The text that Flyway executes.
   *
   * @throws FlywayException as {@link #review}
   */
  static String text(
      ResourceName parts,
      ScriptFile file,
      ScriptFile scriptConfiguration,
      Configuration configuration,
      ParsingContext context) {
    context.updateFilenamePlaceholder(parts, configuration);
    ReviewedScript script = new ReviewedScript(null, file, scriptConfiguration, configuration);
    return script.text(context, script.metadata(context));
  }

  /**
   * The text that Flyway executes, as {@link #review} reads it.
   *
   * @throws FlywayException as {@link #review}
   */
  String text(ParsingContext context) {
    return text(name.parts(), file, scriptConfiguration, configuration, context);
  }

  private SqlScriptMetadata metadata(ParsingContext context) {
    var parser = new ConnectionlessPostgres().createParser(configuration, null, context);
    return SqlScriptMetadata.fromResource(scriptConfiguration, parser, configuration);
  }

  private String text(ParsingContext context, SqlScriptMetadata metadata) {
    boolean replaced =
        metadata.placeholderReplacement() == null
            ? configuration.isPlaceholderReplacement()
            : metadata.placeholderReplacement();
    LoadableResource text =
        replaced
            ? LoadableResource.createPlaceholderReplacingLoadableResource(
                file, configuration, context)
            : file;
    return ResourceText.of(text);
  }
}
