package dev.waymark.command.service;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/** Starts the services in this process, without a port, for as long as one command needs them. */
@Singleton
@Unremovable
public final class LocalApplication implements QuarkusApplication {
  /** The profile that makes it a command; beside that of the environment, such as prod. */
  public static final String PROFILE = "command";

  private static final String PROFILES = "quarkus.profile";

  /** From here on an exit code is that of a signal. */
  private static final int SIGNALLED = 128;

  // Quarkus makes the application's object by itself: this is the way to tell it what to do.
  private static final AtomicReference<ToIntFunction<Service>> WORK = new AtomicReference<>();

  private final LocalService service;

  LocalApplication(LocalService service) {
    this.service = service;
  }

  /** Whether this process runs a command, so that what is meant for a server has no place in it. */
  public static boolean isCommand() {
    return ConfigUtils.isProfileActive(PROFILE);
  }

  /**
   * Does the work with the services of this process.
   *
   * @param verbose whether to log more than what went wrong
   * @return what the work returns, or {@link ExitCode#USAGE} if a setting keeps them from starting,
   *     which is told on standard error
   */
  public static int run(ToIntFunction<Service> work, boolean verbose) {
    WORK.set(work);
    String profile = System.getProperty(PROFILES, System.getenv("QUARKUS_PROFILE"));
    System.setProperty(PROFILES, profile == null ? "prod," + PROFILE : profile + "," + PROFILE);
    if (verbose) {
      System.setProperty("quarkus.log.level", "INFO");
    }
    AtomicReference<Integer> ended = new AtomicReference<>();
    Quarkus.run(LocalApplication.class, (code, failure) -> ended.set(ended(code, failure)));
    return ended.get();
  }

  @Override
  public int run(String... arguments) {
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> untilTold(told)));
    try {
      return WORK.get().applyAsInt(service);
    } finally {
      told.countDown();
    }
  }

  /** When a signal ends the process, what became of a run must still be told. */
  private void untilTold(CountDownLatch told) {
    try {
      if (service.isChanging()) {
        told.await();
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  private static int ended(int code, Throwable failure) {
    if (failure == null) {
      if (code >= SIGNALLED) {
        // The native executable leaves it to this handler to end the process.
        System.exit(code);
      }
      return code;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException) {
        System.err.println("waymark: " + cause.getMessage());
        return ExitCode.USAGE.number();
      }
    }
    throw new IllegalStateException("The services could not be started", failure);
  }
}
