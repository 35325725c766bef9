package dev.waymark.database;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Connections for which there is no memory when one place asks for them. */
public final class Exhausting {
  /** What takes memory to give. */
  private static final Set<String> GETTING =
      Set.of("getConnection", "prepareStatement", "createStatement");

  private volatile String place;
  private final AtomicInteger times = new AtomicInteger();

  /**
   * From now on what is called from there gets no connection, and nothing from one.
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

  /** The same connections, but for that; also those that were opened before. */
  public DataSource of(DataSource source) {
    return proxy(
        DataSource.class, source, result -> result instanceof Connection it ? of(it) : result);
  }

  private Connection of(Connection connection) {
    return proxy(Connection.class, connection, result -> result);
  }

  private <T> T proxy(Class<T> type, T real, UnaryOperator<Object> answers) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (GETTING.contains(method.getName()) && isAsked()) {
            times.incrementAndGet();
            throw new OutOfMemoryError("Java heap space");
          }
          try {
            return answers.apply(method.invoke(real, arguments));
          } catch (InvocationTargetException exception) {
            throw exception.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(Exhausting.class.getClassLoader(), new Class<?>[] {type}, handler));
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
