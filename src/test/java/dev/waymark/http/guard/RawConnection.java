package dev.waymark.http.guard;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A socket to the service under test, for what no HTTP client would send. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MS = 60_000;

  private final Socket socket = new Socket();

  RawConnection() throws IOException {
    // So little that a large answer soon has no room.
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
    socket.setSoTimeout(PATIENCE_MS);
  }

  /** Sends the text, with the line ends of HTTP. */
  RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends the text once more where an answer has come, which is thrown away. */
  void sendAgainIfAnswered(String text) {
    try {
      if (isAnswered()) {
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
        send(text);
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** Whether something has come that was not read. */
  boolean isAnswered() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** All that comes until the other side closes; a reset is an end, too. */
  String untilClosed() {
    var received = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(received);
    } catch (SocketTimeoutException exception) {
      throw new AssertionError("It is still open after " + received, exception);
    } catch (IOException reset) {
      return received.toString(StandardCharsets.UTF_8);
    }
    return received.toString(StandardCharsets.UTF_8);
  }

  /** What comes until the text is there. */
  String until(String text) throws IOException {
    var received = new StringBuilder();
    while (received.indexOf(text) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new AssertionError("It was closed after " + received);
      }
      received.append((char) next);
    }
    return received.toString();
  }

  /** Whether the other side has closed, without reading what it sent: an empty line is refused. */
  boolean isGivenUp() {
    try {
      send("\n");
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  /** Sends a byte whenever nothing has come for a moment, until the other side closes. */
  void dripUntilClosed() throws IOException {
    socket.setSoTimeout(100);
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000L;
    while (System.nanoTime() < end) {
      try {
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException quiet) {
        try {
          send("x");
        } catch (IOException closed) {
          return;
        }
      } catch (IOException reset) {
        return;
      }
    }
    throw new AssertionError("It is still open");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
