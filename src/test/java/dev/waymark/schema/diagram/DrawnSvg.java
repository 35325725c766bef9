package dev.waymark.schema.diagram;

import java.awt.Point;
import java.awt.Rectangle;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture as a viewer of images sees it: parsed as XML. */
record DrawnSvg(Document document) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  static DrawnSvg parse(String svg) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return new DrawnSvg(factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
  }

  Set<String> objects() {
    return attributes("data-object");
  }

  Set<String> namespaces() {
    return attributes("data-namespace");
  }

  List<String> references() {
    return all()
        .filter(it -> it.hasAttribute("data-from"))
        .map(it -> it.getAttribute("data-from") + " > " + it.getAttribute("data-to"))
        .toList();
  }

  Set<String> elements() {
    return all().map(Element::getTagName).collect(Collectors.toCollection(TreeSet::new));
  }

  /** What could run, load or style anything. */
  Set<String> attributesThatDoSomething() {
    Set<String> found = new TreeSet<>();
    all()
        .forEach(
            element ->
                IntStream.range(0, element.getAttributes().getLength())
                    .mapToObj(index -> element.getAttributes().item(index).getNodeName())
                    .filter(name -> name.matches("(?i)on.*|.*href|style|src|id"))
                    .forEach(found::add));
    return found;
  }

  /** All that is said of an object, without the titles. */
  String text(String object) {
    Element group = group(object);
    return elements(group)
        .filter(it -> it.getTagName().equals("text"))
        .map(Node::getTextContent)
        .collect(Collectors.joining(" "));
  }

  List<String> overlapping() {
    List<Map.Entry<String, Rectangle>> areas = List.copyOf(areas().entrySet());
    List<String> overlapping = new ArrayList<>();
    for (int one = 0; one < areas.size(); one++) {
      for (int other = one + 1; other < areas.size(); other++) {
        if (areas.get(one).getValue().intersects(areas.get(other).getValue())) {
          overlapping.add(areas.get(one).getKey() + " " + areas.get(other).getKey());
        }
      }
    }
    return overlapping;
  }

  /** Foreign keys that do not begin or end at the edge of their boxes. */
  List<String> endsOnNothing() {
    Map<String, Rectangle> areas = areas();
    return all()
        .filter(it -> it.hasAttribute("data-from"))
        .filter(
            it -> {
              List<Integer> way = numbers(path(it));
              Point start = new Point(way.get(0), way.get(1));
              return !onEdge(areas.get(it.getAttribute("data-from")), start.x, start.y)
                  || Stream.of(areas.get(it.getAttribute("data-to")))
                      .noneMatch(to -> onEdge(to, lastX(path(it)), to.y + BoxSize.HEAD / 2));
            })
        .map(it -> it.getAttribute("data-name") + " " + path(it))
        .toList();
  }

  private static boolean onEdge(Rectangle area, int x, int y) {
    return (x == area.x || x == area.x + area.width) && y >= area.y && y <= area.y + area.height;
  }

  /** A way ends with a line across, or a curve's last point. */
  private static int lastX(String path) {
    List<Integer> numbers = numbers(path);
    return path.contains("C")
        ? numbers.get(numbers.size() - 2)
        : numbers(path.substring(path.lastIndexOf('H'))).get(0);
  }

  private static String path(Element reference) {
    return elements(reference)
        .filter(it -> it.getTagName().equals("path"))
        .findFirst()
        .orElseThrow()
        .getAttribute("d");
  }

  private Map<String, Rectangle> areas() {
    Map<String, Rectangle> areas = new TreeMap<>();
    for (String object : objects()) {
      Element group = group(object);
      List<Integer> place = numbers(group.getAttribute("transform"));
      Element card =
          elements(group).filter(it -> it.getTagName().equals("rect")).findFirst().orElseThrow();
      areas.put(
          object,
          new Rectangle(
              place.get(0),
              place.get(1),
              Integer.parseInt(card.getAttribute("width")),
              Integer.parseInt(card.getAttribute("height"))));
    }
    return areas;
  }

  private static List<Integer> numbers(String text) {
    return NUMBER.matcher(text).results().map(it -> Integer.valueOf(it.group())).toList();
  }

  private Element group(String object) {
    return all()
        .filter(it -> it.getAttribute("data-object").equals(object))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> attributes(String name) {
    return all()
        .filter(it -> it.hasAttribute(name))
        .map(it -> it.getAttribute(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Element> all() {
    return Stream.concat(
        Stream.of(document.getDocumentElement()), elements(document.getDocumentElement()));
  }

  private static Stream<Element> elements(Element parent) {
    NodeList found = parent.getElementsByTagName("*");
    return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
  }
}
