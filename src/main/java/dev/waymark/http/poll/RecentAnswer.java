package dev.waymark.http.poll;

import dev.waymark.answer.Poll;
import dev.waymark.answer.Prepared;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A poll, and its last answer for those who say how old one may be: {@code Cache-Control:
 * max-age=2} (<a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1.1">RFC 9111</a>). Of
 * hundreds that ask so, the database sees one at a time, whenever the last answer is too old.
 */
final class RecentAnswer {
  private static final String AGE = "Age";

  /** No client needs an older answer. */
  private static final long OLDEST_SECONDS = 60;

  private static final Pattern MAX_AGE = Pattern.compile("\\s*max-age=(\\d{1,9})\\s*");

  private final Poll poll;
  private final LongSupplier nanos;
  private final LastSent plain = new LastSent(Prepared::pieces);
  private final LastSent gzipped = new LastSent(Prepared::gzippedPieces);
  private volatile Kept kept;

  /**
   * @param askedNanos before the database was looked at for it
   */
  private record Kept(Poll.Answer answer, long askedNanos) {}

  RecentAnswer(Poll poll, LongSupplier nanos) {
    this.poll = poll;
    this.nanos = nanos;
  }

  Poll poll() {
    return poll;
  }

  LastSent plain() {
    return plain;
  }

  LastSent gzipped() {
    return gzipped;
  }

  /**
   * Asks, or answers at once with what is young enough.
   *
   * @param cacheControl the client's header; null for none. With any other wish beside, or without
   *     one, nothing is young enough that was looked for before the question
   */
  CompletionStage<Poll.Answer> ask(String cacheControl) {
    long now = nanos.getAsLong();
    Kept last = kept;
    if (last != null && now - last.askedNanos() <= oldest(cacheControl)) {
      return CompletableFuture.completedFuture(aged(last, now));
    }
    return poll.ask()
        .thenApply(
            answer -> {
              keep(new Kept(answer, now));
              return answer;
            });
  }

  private synchronized void keep(Kept answer) {
    if (kept == null || kept.askedNanos() - answer.askedNanos() < 0) {
      kept = answer;
    }
  }

  /** In nanoseconds; negative if it has to be new. */
  private static long oldest(String cacheControl) {
    if (cacheControl == null) {
      return -1;
    }
    Matcher wish = MAX_AGE.matcher(cacheControl);
    return wish.matches()
        ? TimeUnit.SECONDS.toNanos(Math.min(OLDEST_SECONDS, Long.parseLong(wish.group(1))))
        : -1;
  }

  private static Poll.Answer aged(Kept last, long now) {
    Map<String, String> headers = new HashMap<>(last.answer().headers());
    long age = TimeUnit.NANOSECONDS.toSeconds(now - last.askedNanos());
    headers.merge(
        AGE, Long.toString(age), (before, more) -> Long.toString(Long.parseLong(before) + age));
    return new Poll.Answer(last.answer().content(), headers);
  }
}
