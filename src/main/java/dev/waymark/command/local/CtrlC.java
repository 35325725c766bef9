package dev.waymark.command.local;

import java.lang.reflect.Proxy;

/**
 * What Ctrl-C does in this process. Java hears signals by {@code sun.misc.Signal} alone, and its
 * compiler warns of each mention of it, which nothing silences: hence by name.
 */
final class CtrlC {
  private CtrlC() {}

  /**
   * From now on does this.
   *
   * @return what it did before, for {@link #doesAgain}
   */
  static Object does(Runnable action) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      return doesAgain(
          Proxy.newProxyInstance(
              CtrlC.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                  return method.invoke(action, arguments);
                }
                action.run();
                return null;
              }));
    } catch (ClassNotFoundException exception) {
      throw new IllegalStateException("This Java hears no signals", exception);
    }
  }

  /**
   * From now on does this again.
   *
   * @param before what it did once, as {@link #does(Runnable)} returned it
   */
  static Object doesAgain(Object before) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Class<?> signal = Class.forName("sun.misc.Signal");
      return signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), before);
    } catch (ReflectiveOperationException exception) {
      throw new IllegalStateException("This Java hears no signals", exception);
    }
  }
}
