package dev.waymark.operation;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query of Prometheus asks for: the names of series, and the labels of each. */
final class PromQl {
  private static final Pattern SELECTOR =
      Pattern.compile("\\b((?:waymark|agroal|http|jvm|process|up)(?:_\\w+)?)\\b(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");

  /** Prometheus adds these when it scrapes, or the histogram has them. */
  private static final Set<String> OF_THE_SCRAPE =
      Set.of("job", "instance", "namespace", "pod", "le");

  private PromQl() {}

  /** The labels that the query needs of each series that it names; those of its groupings, too. */
  static Map<String, Set<String>> needs(String query) {
    Set<String> grouped = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(query);
    while (grouping.find()) {
      Arrays.stream(grouping.group(1).split(",")).map(String::strip).forEach(grouped::add);
    }
    Map<String, Set<String>> needs = new TreeMap<>();
    Matcher selector = SELECTOR.matcher(GROUPING.matcher(query).replaceAll(""));
    while (selector.find()) {
      Set<String> labels = needs.computeIfAbsent(selector.group(1), any -> new TreeSet<>(grouped));
      if (selector.group(2) != null) {
        LABEL.matcher(selector.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
      labels.removeAll(OF_THE_SCRAPE);
    }
    return needs;
  }
}
