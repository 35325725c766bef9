package dev.waymark.operation;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a scrape returned, in <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus's text format</a>.
 *
 * @param types the type of each metric
 * @param series the value of each series, such as {@code waymark_runs_total{operation="migrate"}}
 */
public record Metrics(Map<String, String> types, NavigableMap<String, Double> series) {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][^\\s{]*(?:\\{.*?\"})?) (\\S+)(?: # .*)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Reads what a scrape returned. */
  public static Metrics parse(String text) {
    Map<String, String> types = new TreeMap<>();
    NavigableMap<String, Double> series = new TreeMap<>();
    for (String line : text.split("\n")) {
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (!line.startsWith("#") && sample.matches()) {
        series.put(sample.group(1), Double.valueOf(sample.group(2).replace("Inf", "Infinity")));
      }
    }
    return new Metrics(types, series);
  }

  /** The names of all series. */
  Set<String> names() {
    return series.keySet().stream()
        .map(it -> it.replaceFirst("\\{.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The labels of all series with this name. */
  Set<String> labels(String name) {
    Set<String> labels = new TreeSet<>();
    series.keySet().stream()
        .filter(it -> it.equals(name) || it.startsWith(name + "{"))
        .forEach(it -> LABEL.matcher(it).results().forEach(label -> labels.add(label.group(1))));
    return labels;
  }

  /** The value of a series, its labels sorted by name; NaN if it is not there. */
  public double value(String name) {
    return Optional.ofNullable(series.get(name)).orElse(Double.NaN);
  }
}
