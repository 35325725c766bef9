package dev.waymark.migration.plan;

import dev.waymark.migration.PlanDifference;
import dev.waymark.migration.PlanDifference.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The digest of a plan: a SHA-256 that decides, and behind a full stop a few digits of each part,
 * by which another process, which has never seen the plan, can name what is another one.
 *
 * @param parts the SHA-256 of each part but the scripts, in their order
 * @param scripts the SHA-256 of each script that would run, in their order
 */
record PlanDigest(Map<Part, String> parts, Map<String, String> scripts) {
  private static final String BEGINNING = "sha256:";
  private static final int DIGITS = 4;

  /** Of so many scripts each has its digits; of more, they would be no digest any more. */
  private static final int MOST_SCRIPTS = 32;

  /** In the order of their digits. */
  private static final List<Part> ORDER =
      List.of(Part.SERVER, Part.PLACEHOLDERS, Part.SCHEMAS, Part.LIMITS, Part.HISTORY, Part.SCHEMA);

  private static final Pattern WRITTEN =
      Pattern.compile("sha256:([0-9a-f]{64})(?:\\.([0-9a-f]{24})((?:[0-9a-f]{4}){0,32}))?");

  PlanDigest {
    parts = new LinkedHashMap<>(parts);
    scripts = new LinkedHashMap<>(scripts);
  }

  @Override
  public String toString() {
    String fixed =
        ORDER.stream().map(parts::get).map(PlanDigest::digits).collect(Collectors.joining());
    String each =
        scripts.size() > MOST_SCRIPTS
            ? ""
            : scripts.values().stream().map(PlanDigest::digits).collect(Collectors.joining());
    return BEGINNING + whole() + "." + fixed + each;
  }

  private String whole() {
    StringBuilder all = new StringBuilder("waymark-plan 1\n");
    ORDER.forEach(part -> all.append(part.code()).append(' ').append(parts.get(part)).append('\n'));
    scripts.values().forEach(script -> all.append("script ").append(script).append('\n'));
    return hash(all.toString());
  }

  /**
   * What is another one than when a plan of this digest was made; empty if it is this plan.
   *
   * @param written the digest that somebody has, with or without what follows its full stop
   */
  List<PlanDifference> differences(String written) {
    Matcher before = WRITTEN.matcher(written);
    if (!before.matches()) {
      return List.of(new PlanDifference(Part.UNKNOWN));
    }
    if (before.group(1).equals(whole())) {
      return List.of();
    }
    if (before.group(2) == null) {
      return List.of(new PlanDifference(Part.UNKNOWN));
    }
    List<PlanDifference> differences = new ArrayList<>();
    for (int index = 0; index < ORDER.size(); index++) {
      Part part = ORDER.get(index);
      String digits = before.group(2).substring(index * DIGITS, (index + 1) * DIGITS);
      if (!digits.equals(digits(parts.get(part)))) {
        differences.add(new PlanDifference(part));
      }
    }
    differences.addAll(scriptDifferences(before.group(3)));
    return differences.isEmpty() ? List.of(new PlanDifference(Part.UNKNOWN)) : differences;
  }

  private List<PlanDifference> scriptDifferences(String digits) {
    List<String> before = new ArrayList<>();
    for (int at = 0; at < digits.length(); at += DIGITS) {
      before.add(digits.substring(at, at + DIGITS));
    }
    List<String> now = scripts.values().stream().map(PlanDigest::digits).toList();
    if (before.equals(now)) {
      return List.of();
    }
    if (before.isEmpty() || scripts.size() > MOST_SCRIPTS) {
      // It is not known which: there were none, or too many to have digits.
      return before.isEmpty() && now.size() <= MOST_SCRIPTS
          ? named(Set.of())
          : List.of(new PlanDifference(Part.SCRIPT));
    }
    List<PlanDifference> differences = named(new HashSet<>(before));
    long gone = before.stream().filter(it -> !now.contains(it)).count();
    if (gone > differences.size()) {
      differences.add(
          PlanDifference.ofScripts(
              null,
              "%d of the plan's scripts would not run any more."
                  .formatted(gone - differences.size())));
    }
    return differences.isEmpty()
        ? List.of(PlanDifference.ofScripts(null, "The scripts would run in another order."))
        : differences;
  }

  private List<PlanDifference> named(Set<String> before) {
    List<PlanDifference> named = new ArrayList<>();
    scripts.forEach(
        (script, hash) -> {
          if (!before.contains(digits(hash))) {
            named.add(
                PlanDifference.ofScripts(
                    script, script + " is new, or was changed since the plan was made."));
          }
        });
    return named;
  }

  private static String digits(String hash) {
    return hash.substring(0, DIGITS);
  }

  static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java platform has SHA-256", exception);
    }
  }
}
