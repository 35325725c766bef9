package dev.waymark.command.local;

import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.ProcessEnd;
import dev.waymark.command.service.Service;
import dev.waymark.settings.UnknownVariables;
import dev.waymark.webhook.Webhooks;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;

/** Does the work of one command with the services of this process, without a port. */
public final class LocalProcess {
  private LocalProcess() {}

  /**
   * Starts the services and does the work. Their connections are closed by the end of the process,
   * which follows: to PostgreSQL that is the same, and it takes a tenth of what a short command
   * takes.
   *
   * @param given the settings that the command line gives, by name; an empty value takes one away
   * @param verbose whether to log more than what went wrong
   * @param changing whether the work changes the database
   * @return what the work returns, or {@link ExitCode#USAGE} if a setting keeps the services from
   *     starting, which is printed to standard error
   */
  public static int run(
      Map<String, String> given, boolean verbose, boolean changing, ToIntFunction<Service> work) {
    UnknownVariables.in(System.getenv().keySet())
        .forEach(warning -> System.err.println("waymark: " + warning));
    try {
      LocalServices services = LocalServices.start(given, verbose, changing);
      LocalService service = new LocalService(services);
      CountDownLatch answered = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service, services, answered)));
      try {
        return work.applyAsInt(service);
      } finally {
        services.webhooks().close(Webhooks.OF_A_COMMAND);
        answered.countDown();
      }
    } catch (ConfigurationException exception) {
      System.err.println("waymark: " + exception.getMessage());
      return ExitCode.USAGE.number();
    }
  }

  /**
   * When a signal ends the process, a run has its grace as in a server, and what became of it must
   * still be reported; a rehearsal is ended, and its scratch database dropped.
   */
  private static void end(LocalService service, LocalServices services, CountDownLatch answered) {
    ProcessEnd.begins();
    if (!service.isChanging() || answered.getCount() == 0) {
      return;
    }
    try {
      services.rehearsals().close();
      services.runner().close();
      answered.await();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }
}
