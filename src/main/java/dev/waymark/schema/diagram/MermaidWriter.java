package dev.waymark.schema.diagram;

import dev.waymark.database.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a diagram as Mermaid's {@code erDiagram}. Its words take letters, digits and underscores;
 * what a name has besides is said beside it, with everything escaped that could be read as anything
 * but text.
 */
final class MermaidWriter {
  /** Words that mean something where a column's name stands, in any case. */
  private static final Set<String> MEANT = Set.of("PK", "FK", "UK");

  private final StringBuilder text = new StringBuilder("erDiagram\n");
  private final Map<String, String> words = new HashMap<>();
  private final Diagram diagram;

  private MermaidWriter(Diagram diagram) {
    this.diagram = diagram;
    Set<String> taken = new HashSet<>();
    for (Box box : diagram.boxes()) {
      String plain = word(box.namespace() + "_" + box.name()).replaceAll("[()\\[\\]]", "_");
      String word = plain;
      for (int number = 2; !taken.add(word); number++) {
        word = plain + "_" + number;
      }
      words.put(box.id(), word);
    }
  }

  static String write(Diagram diagram) {
    return new MermaidWriter(diagram).document();
  }

  private String document() {
    diagram.boxes().forEach(this::entity);
    diagram.references().forEach(this::relationship);
    return text.toString();
  }

  private void entity(Box box) {
    String kind = box.kind().isEmpty() ? "" : " (" + box.kind() + ")";
    text.append("  ").append(words.get(box.id()));
    text.append("[\"").append(escaped(box.id() + kind)).append("\"]");
    List<Row> rows = diagram.overview() ? List.of() : box.rows();
    if (rows.isEmpty()) {
      text.append('\n');
      return;
    }
    text.append(" {\n");
    rows.forEach(row -> attribute(box, row));
    text.append("  }\n");
  }

  private void attribute(Box box, Row row) {
    boolean column = !row.type().isEmpty();
    String kind = box.shape() == Box.Shape.ENUM ? "label" : "unique";
    String type = column ? word(row.type()) : kind;
    String name = word(row.name());
    List<String> said = new ArrayList<>();
    if (row.notNull()) {
      said.add("NOT NULL");
    }
    if (!name.equals(row.name())) {
      said.add(row.name());
    }
    if (column && !type.equals(row.type().replace(' ', '_'))) {
      said.add(row.type());
    }
    text.append("    ").append(type).append(' ').append(name);
    if (column && !row.marks().isEmpty()) {
      text.append(' ').append(row.marks().replace("UQ", "UK").replace(" ", ", "));
    }
    if (!said.isEmpty()) {
      text.append(" \"").append(escaped(String.join(", ", said))).append('"');
    }
    text.append('\n');
  }

  private void relationship(Reference reference) {
    text.append("  ")
        .append(words.get(reference.from()))
        .append(reference.single() ? " |o--" : " }o--")
        .append(reference.optional() ? "o| " : "|| ")
        .append(words.get(reference.to()))
        .append(" : \"")
        .append(escaped(String.join(", ", reference.columns())))
        .append("\"\n");
  }

  /** A word of letters, digits, underscores and brackets that begins with a letter. */
  private static String word(String name) {
    StringBuilder word = new StringBuilder();
    name.codePoints()
        .forEach(
            point ->
                word.append(
                    (point >= 'a' && point <= 'z')
                            || (point >= 'A' && point <= 'Z')
                            || (point >= '0' && point <= '9')
                            || "_()[]".indexOf(point) >= 0
                        ? Character.toString(point)
                        : "_"));
    // A label of an enum may be empty.
    boolean letter = !word.isEmpty() && Character.isLetter(word.charAt(0));
    boolean meant = MEANT.contains(word.toString().toUpperCase(Locale.ROOT));
    return letter && !meant ? word.toString() : "x_" + word;
  }

  /** Mermaid's own escape, for everything that is neither a letter nor harmless. */
  private static String escaped(String said) {
    StringBuilder escaped = new StringBuilder();
    Printable.line(said)
        .codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || " _.,()[]…".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append('#').append(point).append(';');
              }
            });
    return escaped.toString();
  }
}
