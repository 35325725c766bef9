package dev.waymark.command.service;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks the same again until it is answered or the time is over.
 *
 * @param timeout how long it may be asked again; zero asks once
 * @param pause how long to wait before it is asked again
 */
public record Patience(Duration timeout, Duration pause) {

  /**
   * Returns the first answer that is enough, or the last one when the time is over.
   *
   * @param again is given each answer that is not enough, before the pause
   */
  public Answer until(Predicate<Answer> enough, Supplier<Answer> question, Consumer<Answer> again) {
    long started = System.nanoTime();
    while (true) {
      Answer answer = question.get();
      long left = timeout.toNanos() - (System.nanoTime() - started);
      if (enough.test(answer) || left <= 0 || ProcessEnd.isNear()) {
        return answer;
      }
      again.accept(answer);
      if (ProcessEnd.within(Math.min(pause.toMillis(), Math.max(1, left / 1_000_000)))) {
        return answer;
      }
    }
  }
}
