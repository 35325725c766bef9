package dev.waymark.migration.check;

import dev.waymark.database.Printable;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A check as JUnit XML, for the test view of a CI server: one case a file. */
public final class JUnitCheck {
  private JUnitCheck() {}

  /** Writes the report. */
  public static String of(CheckReport report) {
    Map<String, List<Remark>> files = new TreeMap<>();
    report.scripts().forEach(script -> files.put(script.file(), new ArrayList<>()));
    report
        .problems()
        .forEach(it -> files.computeIfAbsent(it.file(), file -> new ArrayList<>()).add(it));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", Printable.line("scripts in " + report.source()));
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "scripts");
      xml.writeAttribute("tests", Integer.toString(files.size()));
      xml.writeAttribute(
          "failures",
          Long.toString(files.values().stream().filter(problems -> !problems.isEmpty()).count()));
      for (Map.Entry<String, List<Remark>> file : files.entrySet()) {
        testCase(xml, file.getKey(), file.getValue());
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException exception) {
      throw new IllegalStateException("XML cannot be written into a string", exception);
    }
    return text.toString();
  }

  private static void testCase(XMLStreamWriter xml, String file, List<Remark> problems)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "scripts");
    xml.writeAttribute("name", Printable.line(file));
    xml.writeAttribute("file", Printable.line(file));
    if (!problems.isEmpty()) {
      // Of several in one case, test views show the first.
      xml.writeStartElement("failure");
      xml.writeAttribute("type", problems.get(0).reason());
      xml.writeAttribute("message", Printable.line(problems.get(0).detail()));
      xml.writeCharacters(
          problems.stream()
              .map(it -> Printable.text(it.reason() + ": " + it.detail() + "\n" + it.hint()))
              .collect(Collectors.joining("\n\n")));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
