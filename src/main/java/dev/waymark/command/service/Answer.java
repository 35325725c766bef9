package dev.waymark.command.service;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param body the text, as HTTP sends it
 * @param json the same as a tree; a missing node where the text is no JSON
 * @param exitCode what it means for the user of the command
 * @param problem whether it is a problem detail
 */
public record Answer(String body, JsonNode json, ExitCode exitCode, boolean problem) {

  /** The same answer, judged otherwise. */
  public Answer as(ExitCode code) {
    return new Answer(body, json, code, problem);
  }
}
