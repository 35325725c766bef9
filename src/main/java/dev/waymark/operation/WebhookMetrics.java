package dev.waymark.operation;

import dev.waymark.webhook.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Counts what became of the messages to webhooks. Every name is in docs/reference/metrics.md. */
public final class WebhookMetrics {
  private WebhookMetrics() {}

  /** Shows the counts from now on. */
  public static void register(MeterRegistry registry, Counts counts) {
    register(registry, counts, "delivered", Counts::delivered);
    register(registry, counts, "failed", Counts::failed);
    register(registry, counts, "dropped", Counts::dropped);
  }

  private static void register(
      MeterRegistry registry, Counts counts, String result, ToDoubleFunction<Counts> count) {
    FunctionCounter.builder("waymark.webhook.messages", counts, count)
        .tag("result", result)
        .register(registry);
  }
}
