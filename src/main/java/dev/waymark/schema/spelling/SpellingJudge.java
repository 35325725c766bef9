package dev.waymark.schema.spelling;

import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes those differences out of a comparison that are none: PostgreSQL prints what it has parsed,
 * and what it prints may parse into something that it prints otherwise once more. It is asked only
 * where texts differ, and each pair once.
 */
public final class SpellingJudge {
  /** A pair is a definition or two; so many are kept. */
  private static final int MOST_PROOFS = 2_000;

  /** After so many questions of one comparison the others count as not answered. */
  private static final int MOST_QUESTIONS = 2_000;

  /**
   * So often it waits for a lock, or for anything else that passes, until the time for it is over.
   * Then the others count as not answered as well: the next look asks them again.
   */
  private static final int MOST_WAITS = 2;

  private final PooledConnection pooled;
  private final DirectConnection direct;
  private final Map<Proven, Boolean> proofs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Proven, Boolean> eldest) {
          return size() > MOST_PROOFS;
        }
      };

  private record Proven(int server, SpelledPair pair) {}

  /**
   * What is left of a comparison.
   *
   * @param comparison without differences of spelling
   * @param undecided the attributes of which PostgreSQL could not be asked; they stay different
   * @param reason why it could not, the first of them; null if all were decided
   * @param lasting whether the same question would find the same
   */
  public record Settled(Comparison comparison, int undecided, String reason, boolean lasting) {}

  public SpellingJudge(PooledConnection pooled, DirectConnection direct) {
    this.pooled = pooled;
    this.direct = direct;
  }

  /** Asks whatever differs in spelling, as it seems. */
  public Settled settle(Comparison comparison, int server) {
    // Each by itself: what is the same text in two tables may say the same in one of them only.
    Map<Difference, List<SpelledPair>> candidates = new IdentityHashMap<>();
    Set<SpelledPair> questions = new LinkedHashSet<>();
    for (ObjectComparison object : comparison.deviations()) {
      for (Difference difference : object.differences()) {
        Optional<List<SpelledPair>> pairs = Definitions.of(object, difference);
        pairs.ifPresent(
            it -> {
              candidates.put(difference, it);
              questions.addAll(it);
            });
      }
    }
    if (candidates.isEmpty()) {
      return new Settled(comparison, 0, null, true);
    }
    Answers answers = answers(questions, server);
    List<ObjectComparison> objects = new ArrayList<>();
    Set<Difference> undecided = Collections.newSetFromMap(new IdentityHashMap<>());
    for (ObjectComparison object : comparison.objects()) {
      objects.add(
          object.state() == State.DIFFERENT
              ? settled(object, candidates, answers, undecided)
              : object);
    }
    return undecided.isEmpty()
        ? new Settled(new Comparison(objects), 0, null, true)
        : new Settled(
            new Comparison(objects), undecided.size(), answers.reason(), answers.lasting());
  }

  private static ObjectComparison settled(
      ObjectComparison object,
      Map<Difference, List<SpelledPair>> candidates,
      Answers answers,
      Set<Difference> undecided) {
    List<Difference> left = new ArrayList<>();
    List<Difference> same = new ArrayList<>();
    for (Difference difference : object.differences()) {
      List<SpelledPair> pairs = candidates.get(difference);
      if (pairs != null && pairs.stream().allMatch(pair -> answers.same().contains(pair))) {
        same.add(difference);
      } else {
        if (pairs != null && !pairs.stream().allMatch(answers.decided()::contains)) {
          undecided.add(difference);
        }
        left.add(difference);
      }
    }
    left.removeIf(difference -> IndexText.follows(object, difference, same));
    return left.isEmpty()
        ? new ObjectComparison(object.id(), State.PRESENT, List.of(), object.object())
        : new ObjectComparison(object.id(), State.DIFFERENT, left, object.object());
  }

  /**
   * What came of the questions.
   *
   * @param decided those with an answer
   * @param same those of which the answer is that both say the same
   */
  private record Answers(
      Set<SpelledPair> decided, Set<SpelledPair> same, String reason, boolean lasting) {}

  private Answers answers(Set<SpelledPair> questions, int server) {
    Set<SpelledPair> decided = new HashSet<>();
    Set<SpelledPair> same = new HashSet<>();
    List<SpelledPair> open = new ArrayList<>();
    synchronized (proofs) {
      for (SpelledPair pair : questions) {
        Boolean proof = proofs.get(new Proven(server, pair));
        if (proof == null) {
          open.add(pair);
        } else {
          decided.add(pair);
          if (proof) {
            same.add(pair);
          }
        }
      }
    }
    Asked asked = new Asked();
    ask(open, asked);
    synchronized (proofs) {
      asked.answers.forEach((pair, answer) -> proofs.put(new Proven(server, pair), answer));
    }
    asked.answers.forEach(
        (pair, answer) -> {
          decided.add(pair);
          if (answer) {
            same.add(pair);
          }
        });
    return new Answers(decided, same, asked.reason, asked.lasting);
  }

  private interface Source {
    Connection open() throws SQLException;
  }

  private static final class Asked {
    private final Map<SpelledPair, Boolean> answers = new LinkedHashMap<>();
    private String reason = "There are too many differences to ask about each.";
    private boolean lasting = true;
    private int waits;

    void refused(String why, boolean itLasts) {
      reason = lasting ? why : reason;
      lasting &= itLasts;
      waits += itLasts ? 0 : 1;
    }
  }

  /** Over the connection that reads, and where that may not, over the direct one. */
  private void ask(List<SpelledPair> questions, Asked asked) {
    List<SpelledPair> open = questions.stream().limit(MOST_QUESTIONS).toList();
    open = ask(pooled::open, open, asked);
    if (direct.address() instanceof DirectAddress.Usable) {
      ask(direct::open, open, asked);
    }
  }

  private static List<SpelledPair> ask(Source source, List<SpelledPair> questions, Asked asked) {
    if (questions.isEmpty() || asked.waits >= MOST_WAITS) {
      return questions;
    }
    List<SpelledPair> open = new ArrayList<>();
    try (Connection connection = source.open();
        PostgresPrinter printer = PostgresPrinter.on(connection)) {
      for (SpelledPair pair : questions) {
        if (asked.waits >= MOST_WAITS) {
          open.add(pair);
          continue;
        }
        try {
          asked.answers.put(pair, printer.same(pair));
        } catch (PostgresPrinter.NotAsked refused) {
          open.add(pair);
          asked.refused(refused.getMessage(), refused.lasting());
        }
      }
      return open;
    } catch (SQLException exception) {
      asked.refused(exception.getMessage(), PostgresPrinter.isLasting(exception));
      return questions.stream().filter(pair -> !asked.answers.containsKey(pair)).toList();
    }
  }
}
