package dev.waymark;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The entry point: a server. */
@QuarkusMain
public final class Waymark {
  private Waymark() {}

  public static void main(String... arguments) {
    Quarkus.run(arguments);
  }
}
