package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The dictionaries that a text search configuration asks about one type of token.
 *
 * @param name the type of token, such as {@code asciiword}
 * @param dictionaries qualified, in the order they are asked
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TextSearchMapping(String name, List<String> dictionaries) {
  public TextSearchMapping {
    dictionaries = Lists.copy(dictionaries);
  }
}
