package dev.waymark.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes both forms of a connection URL apart: PostgreSQL's own, and pgjdbc's. */
final class UrlSyntax {
  private static final String JDBC = "jdbc:postgresql:";

  private UrlSyntax() {}

  static boolean isJdbc(String url) {
    return url.startsWith(JDBC);
  }

  /** Splits the URL as libpq or, for a JDBC URL, as pgjdbc would. */
  static UrlParts split(String url) {
    if (url.isEmpty()) {
      throw InvalidConnectionUrlException.malformed("The connection URL is empty");
    }
    if (url.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw InvalidConnectionUrlException.malformed(
          "The connection URL contains a space or a control character (write a space as %20)");
    }
    if (isJdbc(url)) {
      return splitJdbc(url.substring(JDBC.length()));
    }
    for (String scheme : List.of("postgresql://", "postgres://")) {
      if (url.startsWith(scheme)) {
        return splitLibpq(url.substring(scheme.length()));
      }
    }
    throw InvalidConnectionUrlException.malformed(
        "The connection URL does not begin with postgresql://, postgres:// or jdbc:postgresql://");
  }

  private static UrlParts splitLibpq(String rest) {
    int at = rest.indexOf('@');
    int slash = rest.indexOf('/');
    // A second @, or one after the first slash, is nearly always a piece of the password. Going on
    // would take the rest of the password for a host or a parameter, and print it.
    if (at >= 0 && (at != rest.lastIndexOf('@') || (slash >= 0 && slash < at))) {
      throw InvalidConnectionUrlException.malformed(
          "There is an @ that does not stand between the password and the host (write an @ that"
              + " belongs to a user name, password or parameter as %40, and a / before it as %2F)");
    }
    String user = at < 0 ? "" : rest.substring(0, at);
    if (user.indexOf('?') >= 0) {
      throw InvalidConnectionUrlException.malformed(
          "There is a ? before the @ (write a ? that belongs to a user name or password as %3F, and"
              + " an @ that belongs to a parameter as %40)");
    }
    int colon = user.indexOf(':');
    String password = colon < 0 ? "" : user.substring(colon + 1);
    String address = rest.substring(at + 1);
    Query query = Query.of(address, PercentCoding::decode);
    int path = query.before().indexOf('/');
    String hosts = path < 0 ? query.before() : query.before().substring(0, path);
    String database = path < 0 ? "" : query.before().substring(path + 1);
    return new UrlParts(
        UrlParts.given(PercentCoding.decode(colon < 0 ? user : user.substring(0, colon))),
        UrlParts.given(PercentCoding.decode(password)),
        UrlParts.hosts(hosts),
        UrlParts.given(PercentCoding.decode(database)),
        query.parameters());
  }

  private static UrlParts splitJdbc(String rest) {
    Query query = Query.of(rest, PercentCoding::decodeForm);
    String before = query.before();
    if (before.indexOf('@') >= 0) {
      throw InvalidConnectionUrlException.malformed(
          "A JDBC URL takes no user name before the host (give the parameters user and password,"
              + " or use postgresql:// instead)");
    }
    String hosts = "";
    String database = before;
    if (before.startsWith("//")) {
      int path = before.indexOf('/', 2);
      hosts = path < 0 ? before.substring(2) : before.substring(2, path);
      database = path < 0 ? "" : before.substring(path + 1);
    } else if (before.startsWith("/")) {
      database = before.substring(1);
    }
    return new UrlParts(
        Optional.empty(),
        Optional.empty(),
        UrlParts.hosts(hosts),
        UrlParts.given(PercentCoding.decodeForm(database)),
        query.parameters());
  }

  /** What follows the question mark, decoded; the later of two equal names wins, as in libpq. */
  private record Query(String before, Map<String, String> parameters) {
    static Query of(String text, UnaryOperator<String> decode) {
      int mark = text.indexOf('?');
      Map<String, String> parameters = new LinkedHashMap<>();
      if (mark < 0) {
        return new Query(text, parameters);
      }
      for (String parameter : text.substring(mark + 1).split("&")) {
        int equals = parameter.indexOf('=');
        if (equals == 0 || (equals < 0 && !parameter.isEmpty() && !parameter.equals("ssl"))) {
          throw InvalidConnectionUrlException.malformed(
              "A parameter after the question mark is not written name=value (write an & or ? that"
                  + " belongs to a password as %26 or %3F)");
        }
        if (!parameter.isEmpty()) {
          // pgjdbc reads a bare "ssl" as ssl=true.
          String name = equals < 0 ? parameter : parameter.substring(0, equals);
          String value = equals < 0 ? "true" : parameter.substring(equals + 1);
          parameters.put(decode.apply(name), decode.apply(value));
        }
      }
      return new Query(text.substring(0, mark), parameters);
    }
  }
}
