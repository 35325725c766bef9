package dev.waymark.database;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * The driver's sockets, with each time that it waits for an answer: what is sent before that is one
 * flight to the server and back. Opening a socket is one, too.
 */
public final class CountedFlights extends SocketFactory {
  private static final String OPENED = "(connect)";
  private static final int SHOWN = 160;
  private static final List<Flight> FLIGHTS = new ArrayList<>();

  /** What was sent, and where in Waymark. */
  public record Flight(String sent, List<String> places) {
    /** Whether it opened a socket. */
    public boolean opens() {
      return sent.equals(OPENED);
    }

    @Override
    public String toString() {
      return sent + "  <- " + places;
    }
  }

  /** The flights since the last call. */
  public static List<Flight> taken() {
    synchronized (FLIGHTS) {
      List<Flight> taken = List.copyOf(FLIGHTS);
      FLIGHTS.clear();
      return taken;
    }
  }

  private static void flown(String sent) {
    List<String> places =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(it -> it.getClassName().startsWith("dev.waymark"))
                        .filter(it -> !it.getClassName().contains("CountedFlights"))
                        .map(
                            it ->
                                it.getClassName().replaceAll(".*\\.", "")
                                    + "."
                                    + it.getMethodName()
                                    + ":"
                                    + it.getLineNumber())
                        .limit(6)
                        .toList());
    synchronized (FLIGHTS) {
      FLIGHTS.add(new Flight(sent, places));
    }
  }

  @Override
  public Socket createSocket() {
    return new Counted();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException();
  }

  private static final class Counted extends Socket {
    private final StringBuilder sent = new StringBuilder();
    private boolean unanswered;

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      flown(OPENED);
      super.connect(endpoint, timeout);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(int one) throws IOException {
          write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
          unanswered = true;
          if (sent.length() < SHOWN) {
            sent.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1));
          }
          out.write(bytes, from, count);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          awaited();
          return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          awaited();
          return super.read(bytes, from, count);
        }
      };
    }

    private void awaited() {
      if (unanswered) {
        unanswered = false;
        String text = sent.toString().replaceAll("[^ -~]+", "~").replaceAll(" {2,}", " ");
        sent.setLength(0);
        flown(text.substring(0, Math.min(text.length(), SHOWN)));
      }
    }
  }
}
