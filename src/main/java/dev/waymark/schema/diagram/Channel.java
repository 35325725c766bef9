package dev.waymark.schema.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The space between two columns, where lines go up and down. Each of them gets a track of its own;
 * those that lead to the same box share one.
 */
final class Channel {
  private static final int PADDING = 26;
  private static final int TRACK = 10;

  private final Map<String, Span> spans = new LinkedHashMap<>();
  private int tracks;

  private static final class Span {
    private int top = Integer.MAX_VALUE;
    private int bottom = Integer.MIN_VALUE;
    private int track;
  }

  /** A line of this name comes to the channel at one height and leaves it at the other. */
  void add(String line, int y, int otherY) {
    Span span = spans.computeIfAbsent(line, name -> new Span());
    span.top = Math.min(span.top, Math.min(y, otherY));
    span.bottom = Math.max(span.bottom, Math.max(y, otherY));
  }

  /** Gives every line its track, when all have been added. */
  void divide() {
    List<Integer> ends = new ArrayList<>();
    List<Span> sorted =
        spans.values().stream().sorted(Comparator.comparingInt(span -> span.top)).toList();
    for (Span span : sorted) {
      int track = 0;
      while (track < ends.size() && ends.get(track) + TRACK > span.top) {
        track++;
      }
      if (track == ends.size()) {
        ends.add(span.bottom);
      } else {
        ends.set(track, span.bottom);
      }
      span.track = track;
    }
    tracks = ends.size();
  }

  int width() {
    return 2 * PADDING + Math.max(0, tracks - 1) * TRACK;
  }

  /** Where a line goes up or down, from the left of the channel. */
  int x(String line) {
    return PADDING + spans.get(line).track * TRACK;
  }
}
