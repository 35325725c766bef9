package dev.waymark.verification.report;

import dev.waymark.database.Printable;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.verification.finding.Finding;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as JUnit XML, for the test view of a CI server: one suite a kind, one case an object.
 *
 * @see <a href="https://github.com/testmoapp/junitxml">the format as CI servers read it</a>
 */
final class JUnitReport {

  private JUnitReport() {}

  static String of(Verification report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", Printable.line("schema of " + report.database()));
      if (report.status() == VerificationStatus.UNVERIFIED) {
        unverified(xml, report);
      }
      for (Map.Entry<String, List<ReportedObject>> kind : report.objects().entrySet()) {
        if (!kind.getValue().isEmpty()) {
          suite(xml, kind.getKey(), kind.getValue());
        }
      }
      findings(xml, report.findings());
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException exception) {
      throw new IllegalStateException("XML cannot be written into a string", exception);
    }
    return text.toString();
  }

  /** Without an expectation nothing was tested, and a green suite would say the opposite. */
  private static void unverified(XMLStreamWriter xml, Verification report)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "expectation");
    xml.writeAttribute("tests", "1");
    xml.writeAttribute("failures", "1");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "expectation");
    xml.writeAttribute("name", "there is something to compare with");
    failure(xml, "unverified", report.reason(), report.hint());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void suite(XMLStreamWriter xml, String kind, List<ReportedObject> objects)
      throws XMLStreamException {
    long failures = objects.stream().filter(ReportedObject::deviates).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", kind);
    xml.writeAttribute("tests", Integer.toString(objects.size()));
    xml.writeAttribute("failures", Long.toString(failures));
    for (ReportedObject object : objects) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", kind);
      xml.writeAttribute("name", Printable.line(object.qualifiedName()));
      if (object.deviates()) {
        String state = object.state().code();
        failure(xml, state, state, differences(object));
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** A finding does not shut the gate, so that it fails no case; what it says is the output. */
  private static void findings(XMLStreamWriter xml, List<Finding> findings)
      throws XMLStreamException {
    Map<String, List<Finding>> groups = FindingGroups.of(findings);
    if (groups.isEmpty()) {
      return;
    }
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "findings");
    xml.writeAttribute("tests", Integer.toString(groups.size()));
    xml.writeAttribute("failures", "0");
    for (Map.Entry<String, List<Finding>> group : groups.entrySet()) {
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", "findings." + group.getValue().get(0).severity().code());
      xml.writeAttribute("name", group.getKey());
      xml.writeStartElement("system-out");
      for (Finding finding : group.getValue()) {
        xml.writeCharacters(
            Printable.line(FindingGroups.object(finding) + ": " + finding.detail()) + "\n");
      }
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void failure(XMLStreamWriter xml, String type, String message, String text)
      throws XMLStreamException {
    xml.writeStartElement("failure");
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", printable(message));
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private static String differences(ReportedObject object) {
    StringBuilder text = new StringBuilder();
    for (Difference difference : object.differences()) {
      text.append(Printable.line(difference.attribute()))
          .append(": expected ")
          .append(difference.expected())
          .append(", actual ")
          .append(difference.actual())
          .append('\n');
    }
    return text.toString();
  }

  /** PostgreSQL's names may hold control characters, of which XML 1.0 cannot hold all. */
  private static String printable(String text) {
    return Printable.text(text);
  }
}
