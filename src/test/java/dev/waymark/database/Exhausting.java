package dev.waymark.database;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections for which there is no memory when one place asks for them. */
public final class Exhausting {
  private volatile String place;
  private final AtomicInteger times = new AtomicInteger();

  /**
   * From now on whoever is called from there gets no connection.
   *
   * @param method with its class, such as {@code SchemaRecorder.afterRun}; null for nowhere
   */
  public void at(String method) {
    place = method;
    times.set(0);
  }

  /** How often it happened there. */
  public int times() {
    return times.get();
  }

  /** The same connections, but for that. */
  public DataSource of(DataSource source) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("getConnection") && isAsked()) {
            times.incrementAndGet();
            throw new OutOfMemoryError("Java heap space");
          }
          try {
            return method.invoke(source, arguments);
          } catch (InvocationTargetException exception) {
            throw exception.getCause();
          }
        };
    return (DataSource)
        Proxy.newProxyInstance(
            Exhausting.class.getClassLoader(), new Class<?>[] {DataSource.class}, handler);
  }

  private boolean isAsked() {
    String wanted = place;
    return wanted != null
        && StackWalker.getInstance()
            .walk(frames -> frames.map(Exhausting::name).anyMatch(name -> name.endsWith(wanted)));
  }

  private static String name(StackFrame frame) {
    return "." + frame.getClassName() + "." + frame.getMethodName();
  }
}
