package dev.waymark.migration.run;

import dev.waymark.migration.Requester;
import dev.waymark.migration.RunRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * The fixture as a process of its own, for tests that kill it: it gets ready, waits for a line,
 * runs what is pending, and prints what comes of it. It starts faster than the packaged service,
 * and has no other advantage.
 */
public final class OneRun extends MigrationTesting {

  private OneRun() {}

  /**
   * @param arguments the database's name and the folder of the scripts
   */
  public static void main(String[] arguments) throws Exception {
    OneRun process = new OneRun();
    process.database = arguments[0];
    process.folder = Path.of(arguments[1]);
    MigrationRunner runner = process.runner();
    process.status();
    System.out.println("ready");
    var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
    if (new BufferedReader(input).readLine() == null) {
      return;
    }
    Ticket ticket = runner.submit(RunRequest.LATEST, Requester.UNKNOWN, null);
    ticket.kept().thenRun(() -> System.out.println("run " + ticket.id()));
    try {
      System.out.println("ended " + ticket.end().join().outcome().code());
    } catch (CompletionException problem) {
      System.out.println("ended with " + problem.getCause());
      System.exit(1);
    }
  }
}
