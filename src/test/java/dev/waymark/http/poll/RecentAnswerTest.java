package dev.waymark.http.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.answer.Poll;
import dev.waymark.answer.Prepared;
import dev.waymark.answer.PreparedBytes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Hundreds that say how old an answer may be cost one look. */
class RecentAnswerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Prepared ANSWER = new PreparedBytes("W/\"1\"", () -> new byte[0]);

  private final AtomicLong nanos = new AtomicLong();
  private int asked;

  private final RecentAnswer recent =
      new RecentAnswer(
          new Poll() {
            @Override
            public String path() {
              return "/asked";
            }

            @Override
            public String contentType() {
              return "text/plain";
            }

            @Override
            public CompletionStage<Answer> ask() {
              asked++;
              return CompletableFuture.completedFuture(new Answer(ANSWER, Map.of("Age", "7")));
            }
          },
          nanos::get);

  @Test
  void twoHundredPagesCostOneLookUntilItIsTooOld() {
    for (int page = 0; page < 200; page++) {
      age("max-age=2");
      nanos.addAndGet(2 * SECOND / 200);
    }
    assertEquals(1, asked);
    nanos.addAndGet(1);

    assertEquals("7", age("max-age=2"));
    assertEquals(2, asked);
  }

  @Test
  void theAnswersOwnAgeGoesOn() {
    age(null);
    nanos.addAndGet(3 * SECOND);

    assertEquals("10", age("max-age=5"));
    assertEquals("10", age(" max-age=5 "));
    assertEquals(1, asked);
  }

  @Test
  void noOtherClientGetsAnOldOne() {
    age(null);

    for (String wish :
        new String[] {null, "no-cache", "max-age=60, no-cache", "max-age=x", "max-age=-1", ""}) {
      age(wish);
    }
    assertEquals(7, asked);
    nanos.addAndGet(61 * SECOND);
    age("max-age=999999999");
    assertEquals(8, asked);
  }

  private String age(String cacheControl) {
    return recent.ask(cacheControl).toCompletableFuture().join().headers().get("Age");
  }
}
