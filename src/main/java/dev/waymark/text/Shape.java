package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;

/** What an answer is to people. */
public enum Shape {
  RUN(RunText::of),
  STATUS(StatusText::of),
  VERIFICATION(VerificationText::of),
  VERIFICATION_WITH_FINDINGS(VerificationText::withFindings),
  ACCEPTANCE(AcceptanceText::of),
  REPAIR(RepairText::of),
  RUNS(RunsText::list),
  ONE_RUN(RunsText::one);

  private final BiFunction<JsonNode, Paint, String> words;

  Shape(BiFunction<JsonNode, Paint, String> words) {
    this.words = words;
  }

  /** The answer in words; each line has an end. */
  public String words(JsonNode answer, Paint paint) {
    return words.apply(answer, paint);
  }
}
