package dev.waymark.http.poll;

import dev.waymark.answer.Poll;
import java.util.List;

/**
 * What is polled.
 *
 * @param all each at a path of its own
 */
public record Polls(List<Poll> all) {}
