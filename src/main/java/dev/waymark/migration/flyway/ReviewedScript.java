package dev.waymark.migration.flyway;

import dev.waymark.migration.script.ScriptReview;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
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
    var parser = new ConnectionlessPostgres().createParser(configuration, null, context);
    var metadata = SqlScriptMetadata.fromResource(scriptConfiguration, parser, configuration);
    boolean replaced =
        metadata.placeholderReplacement() == null
            ? configuration.isPlaceholderReplacement()
            : metadata.placeholderReplacement();
    LoadableResource text =
        replaced
            ? LoadableResource.createPlaceholderReplacingLoadableResource(
                file, configuration, context)
            : file;
    return ScriptReview.of(ResourceText.of(text), ExecutionModes.declared(metadata));
  }
}
