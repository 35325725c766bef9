package dev.waymark.schema;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Samples of one measurement. */
public final class Measured {
  private static final List<MemoryPoolMXBean> HEAP =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private final List<Double> milliseconds = new ArrayList<>();
  private long peakBytes;

  /** Takes a sample of the time that a piece of work needs. */
  public <T> T time(Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    add((System.nanoTime() - start) / 1e6);
    return result;
  }

  /** Takes a sample of the time, and of the heap above what was in use before. */
  public <T> T timeAndHeap(Callable<T> work) throws Exception {
    System.gc();
    HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
    long before = HEAP.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    T result = time(work);
    long peak = HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    peakBytes = Math.max(peakBytes, peak - before);
    return result;
  }

  public void add(double sample) {
    milliseconds.add(sample);
  }

  public boolean empty() {
    return milliseconds.isEmpty();
  }

  public double median() {
    var sorted = new ArrayList<>(milliseconds);
    Collections.sort(sorted);
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** The median for a table, or a dash if there was nothing to measure. */
  public String shownMedian() {
    return empty() ? "–" : String.format(Locale.ROOT, median() < 100 ? "%.1f" : "%.0f", median());
  }

  public String shownHeap() {
    return String.format(Locale.ROOT, "%.1f", peakBytes / 1e6);
  }
}
