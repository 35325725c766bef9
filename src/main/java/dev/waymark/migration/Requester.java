package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The caller who asked for something.
 *
 * @param name the name of an authenticated caller; null for an anonymous one
 * @param address the address the request came from; null if unknown
 * @param agent what the client calls itself, cut at {@link #LONGEST_AGENT}; null if it did not say
 */
@Schema(additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requester(String name, String address, String agent) {
  /** The longest name of a client that is kept, in characters. */
  public static final int LONGEST_AGENT = 200;

  /** No caller: what Waymark does for itself. */
  public static final Requester UNKNOWN = new Requester(null, null, null);

  public Requester {
    name = PlainLine.of(name);
    address = PlainLine.of(address);
    agent = PlainLine.of(agent);
    if (agent != null && agent.length() > LONGEST_AGENT) {
      agent = PlainLine.of(agent.substring(0, LONGEST_AGENT));
    }
  }
}
