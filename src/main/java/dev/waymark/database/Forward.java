package dev.waymark.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** What a stand-in for a connection or a statement leaves to the one that it stands for. */
public final class Forward {
  private Forward() {}

  /** What the one that it stands for answers, or throws. */
  public static Object to(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException exception) {
      throw exception.getCause();
    }
  }
}
