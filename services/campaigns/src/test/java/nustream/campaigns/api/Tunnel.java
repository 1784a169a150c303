package nustream.campaigns.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A way to a port of this machine that can be cut. */
final class Tunnel implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int port;
  private final List<Socket> open = new ArrayList<>();
  private int connections;
  private boolean refusing;

  Tunnel(int port) throws IOException {
    this.port = port;
    start("tunnel", this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Connections that were made so far. */
  synchronized int connections() {
    return connections;
  }

  /** Ends every connection; new ones are taken. */
  synchronized void cut() {
    open.forEach(Tunnel::close);
    open.clear();
  }

  /** Whether new connections are ended at once. */
  synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        take(door.accept());
      }
    } catch (IOException e) {
      // Closed.
      cut();
    }
  }

  /** All in one, so that a cut finds every connection that was counted. */
  private synchronized void take(Socket near) throws IOException {
    if (refusing) {
      near.close();
      return;
    }
    Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
    connections++;
    open.add(near);
    open.add(far);
    start("tunnel-in", () -> copy(near, far));
    start("tunnel-out", () -> copy(far, near));
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut, or ended by one side.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
