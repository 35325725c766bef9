package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;

/** What an answer is to people. */
public enum Shape {
  RUN("Run", RunText::of),
  STATUS("Status", StatusText::of),
  VERIFICATION("Verification", VerificationText::of),
  VERIFICATION_WITH_FINDINGS("Verification", VerificationText::withFindings),
  ACCEPTANCE("Acceptance", AcceptanceText::of),
  ACCEPTANCES("Acceptances", AcceptancesText::of),
  REPAIR("Repair", RepairText::of),
  PLAN("Plan", PlanText::of),
  REHEARSAL("Rehearsal", RehearsalText::of, RehearsalMarkdown::of),
  REHEARSALS("Rehearsals", RehearsalText::list),
  CHECK("Check", CheckText::of),
  RUNS("Runs", RunsText::list),
  ONE_RUN("Run", RunsText::one);

  private final String title;
  private final BiFunction<JsonNode, Reader, String> words;
  private final BiFunction<JsonNode, Reader, String> markdown;

  Shape(String title, BiFunction<JsonNode, Reader, String> words) {
    this(title, words, (answer, reader) -> Markdown.of(title, words.apply(answer, reader)));
  }

  Shape(
      String title,
      BiFunction<JsonNode, Reader, String> words,
      BiFunction<JsonNode, Reader, String> markdown) {
    this.title = title;
    this.words = words;
    this.markdown = markdown;
  }

  /** What it is, for a heading. */
  public String title() {
    return title;
  }

  /** The answer in words; each line has an end. */
  public String words(JsonNode answer, Reader reader) {
    return words.apply(answer, reader);
  }

  /** The same as Markdown, under a heading. */
  public String markdown(JsonNode answer, Reader reader) {
    return markdown.apply(answer, reader);
  }
}
