package dev.waymark.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a client and the test's PostgreSQL and can fall silent, as a network does that is
 * cut without a word: no byte comes through any more, and nothing is closed.
 */
public final class SilentProxy implements AutoCloseable {
  private static final int PIECE = 8192;

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean silent;

  private SilentProxy(ServerSocket server) {
    this.server = server;
  }

  /** Starts one that forwards. */
  public static SilentProxy start() throws IOException {
    SilentProxy proxy = new SilentProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    new OwnThread("silent-proxy").execute(proxy::accept);
    return proxy;
  }

  /** The port to connect to in the server's place. */
  public int port() {
    return server.getLocalPort();
  }

  /** From now on nothing comes through. */
  public void fallSilent() {
    silent = true;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket postgres = new Socket(InetAddress.getLoopbackAddress(), TestPostgres.port());
        sockets.add(client);
        sockets.add(postgres);
        forward(client, postgres);
        forward(postgres, client);
      }
    } catch (IOException exception) {
      closed.countDown();
    }
  }

  private void forward(Socket from, Socket to) {
    new OwnThread("silent-proxy").execute(() -> copy(from, to));
  }

  private void copy(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        if (silent) {
          closed.await();
          return;
        }
        out.write(piece, 0, length);
      }
    } catch (IOException ended) {
      // One side has closed: so does the other.
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }
}
