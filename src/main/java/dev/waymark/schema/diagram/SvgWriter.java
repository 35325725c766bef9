package dev.waymark.schema.diagram;

import dev.waymark.database.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a picture as SVG that is complete by itself: no script, no style, nothing from elsewhere.
 * Colours are attributes, which any style sheet overrules; boxes are opaque and everything else is
 * of a grey that can be seen on white as well as on black.
 */
final class SvgWriter {
  private static final String FONT =
      "ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace";
  private static final String GREY = "#6e7781";
  private static final String DARK = "#1f2328";
  private static final String DIM = "#57606a";
  private static final String LEGEND =
      "PK primary key, FK foreign key, UQ unique, NN not null; fork: many, bar: one, circle: none";
  private static final int LEGEND_HEIGHT = 26;
  private static final int ROUND = 6;

  /** How far a letter's foot is above the lower edge of its line. */
  private static final int FOOT = 5;

  private final Xml xml = new Xml();
  private final Diagram diagram;
  private final Picture picture;
  private final Map<String, List<String>> targets;

  private SvgWriter(Diagram diagram, Picture picture) {
    this.diagram = diagram;
    this.picture = picture;
    this.targets =
        diagram.references().stream()
            .collect(
                Collectors.groupingBy(
                    Reference::from,
                    TreeMap::new,
                    Collectors.mapping(Reference::to, Collectors.toList())));
  }

  static String write(Diagram diagram, Picture picture, String title) {
    return new SvgWriter(diagram, picture).document(title);
  }

  private String document(String title) {
    boolean legend = !diagram.overview() && !diagram.boxes().isEmpty();
    int width =
        legend ? Math.max(picture.width(), TextWidth.of(LEGEND) + 2 * ROUND) : picture.width();
    int height = picture.height() + (legend ? LEGEND_HEIGHT : 0);
    xml.open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "class",
            diagram.overview() ? "schema-diagram overview" : "schema-diagram",
            "role",
            "graphics-document",
            "width",
            width,
            "height",
            height,
            "viewBox",
            "0 0 " + width + " " + height,
            "font-family",
            FONT,
            "font-size",
            12,
            "fill",
            DARK)
        .line();
    xml.element("title", title).line();
    xml.element("desc", diagram.sentence()).line();
    picture.frames().forEach(this::frame);
    picture.routes().forEach(this::route);
    picture.boxes().forEach(this::box);
    if (legend) {
      xml.element("text", LEGEND, "class", "legend", "x", 2 * ROUND, "y", height - 10, "fill", GREY)
          .line();
    }
    return xml.close("svg").line().toString();
  }

  private void frame(Frame frame) {
    xml.open("g", "class", "namespace", "data-namespace", frame.namespace());
    xml.empty(
        "rect",
        "x",
        frame.x(),
        "y",
        frame.y(),
        "width",
        frame.width(),
        "height",
        frame.height(),
        "rx",
        2 * ROUND,
        "fill",
        "none",
        "stroke",
        GREY,
        "stroke-dasharray",
        "2 4");
    xml.element(
        "text",
        frame.namespace(),
        "x",
        frame.x() + 2 * ROUND + 4,
        "y",
        frame.y() + 22,
        "fill",
        GREY,
        "font-size",
        13,
        "font-weight",
        "bold");
    xml.close("g").line();
  }

  private void route(Route route) {
    Reference reference = route.reference();
    xml.open(
        "g",
        "class",
        "reference",
        "data-from",
        reference.from(),
        "data-to",
        reference.to(),
        "data-name",
        reference.name(),
        "fill",
        "none",
        "stroke",
        GREY);
    xml.element(
        "title",
        "%s (%s) refers to %s: %s"
            .formatted(
                reference.from(),
                String.join(", ", reference.columns()),
                reference.to(),
                reference.name()));
    if (diagram.overview()) {
      xml.empty("path", "d", Lines.path(route), "stroke-opacity", "0.5");
    } else {
      xml.empty("path", "d", Lines.path(route), "stroke-linejoin", "round");
      xml.empty("path", "class", "end", "d", Lines.ends(route));
    }
    xml.close("g").line();
  }

  private void box(Placed placed) {
    Box box = placed.box();
    BoxSize size = placed.size();
    boolean table = box.shape() == Box.Shape.TABLE || box.shape() == Box.Shape.FOREIGN_TABLE;
    int round = box.shape() == Box.Shape.ENUM ? 2 * ROUND : table ? ROUND : 2;
    xml.open(
            "g",
            "class",
            "object " + box.shape().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            "data-object",
            box.id(),
            "data-kind",
            box.shape().word(),
            "role",
            "group",
            "aria-label",
            label(box),
            "transform",
            "translate(" + placed.x() + " " + placed.y() + ")")
        .line();
    xml.element("title", box.comment() == null ? box.id() : box.id() + ": " + box.comment());
    xml.empty(
        "rect",
        "class",
        "card",
        "width",
        size.width(),
        "height",
        size.height(),
        "rx",
        round,
        "fill",
        "#ffffff",
        "stroke",
        DIM,
        "stroke-dasharray",
        table ? "none" : box.shape() == Box.Shape.ENUM ? "1 3" : "6 3");
    if (!box.rows().isEmpty()) {
      xml.empty(
          "path", "class", "rule", "d", "M0 " + size.head() + "H" + size.width(), "stroke", DIM);
    }
    xml.element(
        "text",
        box.name(),
        "class",
        "name",
        "x",
        10,
        "y",
        BoxSize.HEAD - 9,
        "font-weight",
        "bold",
        "font-style",
        table ? "normal" : "italic");
    if (!box.kind().isEmpty()) {
      xml.element("text", box.kind(), "class", "kind", "x", 10, "y", size.head() - 8, "fill", DIM);
    }
    xml.line();
    for (int row = 0; row < box.rows().size(); row++) {
      row(box.rows().get(row), size, size.rowTop(row) + BoxSize.ROW - FOOT);
    }
    xml.close("g").line();
  }

  private void row(Row row, BoxSize size, int y) {
    xml.open("text", "y", y);
    if (!row.marks().isEmpty()) {
      xml.element(
              "tspan", row.marks(), "class", "marks", "x", 10, "font-weight", "bold", "fill", DIM)
          .text(" ");
    }
    xml.element("tspan", row.name(), "class", "column", "x", size.nameX());
    if (!row.type().isEmpty()) {
      xml.text(" ").element("tspan", row.type(), "class", "type", "x", size.typeX(), "fill", DIM);
    }
    if (row.notNull()) {
      xml.text(" ")
          .element(
              "tspan", BoxSize.NOT_NULL, "class", "not-null", "x", size.notNullX(), "fill", DIM);
    }
    xml.close("text").line();
  }

  private String label(Box box) {
    List<String> refersTo = targets.getOrDefault(box.id(), List.of());
    String kind = box.shape().word() + " " + Printable.line(box.id());
    return refersTo.isEmpty()
        ? kind
        : kind + ", refers to " + String.join(", ", refersTo.stream().distinct().toList());
  }
}
