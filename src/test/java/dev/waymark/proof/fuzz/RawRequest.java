package dev.waymark.proof.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param target path and query, encoded
 * @param headers each as a line
 * @param invalid which input is not as described; null if all are
 */
public record RawRequest(
    String method, String target, List<String> headers, String body, String invalid) {

  /** The same with one more header. */
  public RawRequest with(String header) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    return new RawRequest(method, target, more, body, invalid);
  }

  /** The same with something in the place of the path's first id. */
  public RawRequest withRun(String id) {
    String other = target.replaceFirst("(/runs/)[^/?]+", "$1" + id);
    boolean mended = invalid != null && invalid.startsWith("id.") && !other.equals(target);
    return new RawRequest(method, other, headers, body, mended ? null : invalid);
  }

  /** Whether the body is not as described. Null stands for nothing, and what is no body is none. */
  public boolean isWrongInItsBody() {
    return invalid != null
        && invalid.startsWith("Body.")
        && !invalid.endsWith("Type=null")
        && !body.isEmpty();
  }

  /** What is sent; the connection is closed after the answer. */
  public byte[] bytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    if (content.length > 0 || !method.equals("GET")) {
      head.append("Content-Length: ").append(content.length).append("\r\n");
    }
    head.append("\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[start.length + content.length];
    System.arraycopy(start, 0, bytes, 0, start.length);
    System.arraycopy(content, 0, bytes, start.length, content.length);
    return bytes;
  }
}
