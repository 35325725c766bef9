package dev.waymark.database;

import java.util.concurrent.Executor;

/**
 * Runs each task on a thread of its own, which keeps no process from ending. For what waits long
 * and comes seldom: a pool with a limit could be full of those who wait for one another.
 *
 * @param name of the threads
 */
public record OwnThread(String name) implements Executor {
  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
