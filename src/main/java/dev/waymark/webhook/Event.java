package dev.waymark.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.migration.Run;
import dev.waymark.migration.store.RunJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Something that webhooks are notified of; a closed set, one for each {@link EventType}. */
sealed interface Event {
  EventType type();

  /** When it happened. */
  Instant at();

  /** What belongs to it, in the words of the API. */
  ObjectNode data();

  /** The same for people: the first line says it all. */
  List<String> lines();

  /** Whether the webhook wants to be notified of it. */
  default boolean isFor(Webhook webhook) {
    return webhook.events().contains(type());
  }

  /**
   * A run has an outcome.
   *
   * @param database which it ran in
   * @param at when it ended, or was found without an end
   */
  record RunEnded(String database, Run run, Instant at) implements Event {
    @Override
    public EventType type() {
      return EventType.RUN_ENDED;
    }

    @Override
    public ObjectNode data() {
      return about(database).set("run", RunJson.mapper().valueToTree(run));
    }

    @Override
    public List<String> lines() {
      return RunWords.ended(database, run);
    }

    @Override
    public boolean isFor(Webhook webhook) {
      return Event.super.isFor(webhook) && webhook.outcomes().contains(run.outcome());
    }
  }

  /**
   * A run waits for a lock, and has done so for long; a pause between two tries is part of it.
   *
   * @param run as it was when somebody was seen in its way last
   * @param since when it was first seen to wait
   * @param waited how long ago that is
   * @param threshold for which webhooks this is news
   */
  record RunBlocked(
      String database, Run run, Instant since, Duration waited, Duration threshold, Instant at)
      implements Event {
    @Override
    public EventType type() {
      return EventType.RUN_BLOCKED;
    }

    @Override
    public ObjectNode data() {
      ObjectNode data = about(database);
      data.put("blockedSince", since.toString()).put("blockedMs", waited.toMillis());
      return data.set("run", RunJson.mapper().valueToTree(run));
    }

    @Override
    public List<String> lines() {
      return RunWords.blocked(database, run, waited);
    }

    @Override
    public boolean isFor(Webhook webhook) {
      return Event.super.isFor(webhook) && webhook.blockedFor().equals(threshold);
    }
  }

  /** Something is not as expected that was so when it was said last. */
  record DriftFound(Drift drift) implements Event {
    @Override
    public EventType type() {
      return EventType.DRIFT_FOUND;
    }

    @Override
    public Instant at() {
      return drift.at();
    }

    @Override
    public ObjectNode data() {
      return drift.data();
    }

    @Override
    public List<String> lines() {
      return drift.found();
    }
  }

  /** Everything is as expected again. */
  record DriftGone(Drift drift) implements Event {
    @Override
    public EventType type() {
      return EventType.DRIFT_GONE;
    }

    @Override
    public Instant at() {
      return drift.at();
    }

    @Override
    public ObjectNode data() {
      return drift.data();
    }

    @Override
    public List<String> lines() {
      return drift.gone();
    }
  }

  /** Somebody tries whether it arrives. */
  record Test(Instant at) implements Event {
    @Override
    public EventType type() {
      return EventType.TEST;
    }

    @Override
    public ObjectNode data() {
      return RunJson.mapper().createObjectNode();
    }

    @Override
    public List<String> lines() {
      return List.of("A test of Waymark's webhook: it arrives.");
    }

    @Override
    public boolean isFor(Webhook webhook) {
      return true;
    }
  }

  private static ObjectNode about(String database) {
    return RunJson.mapper().createObjectNode().put("database", database);
  }
}
