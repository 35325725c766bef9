package dev.waymark.contracts;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Annotations give each answer's schema once, for JSON: in words the same answer is text. */
public class WordsAreText implements OASFilter {
  private static final List<String> WORDS = List.of("text/plain", "text/markdown", "text/html");

  @Override
  public APIResponse filterAPIResponse(APIResponse response) {
    Content content = response.getContent();
    if (content != null) {
      Map.copyOf(content.getMediaTypes())
          .forEach(
              (name, mediaType) -> {
                if (WORDS.contains(name)) {
                  mediaType.setSchema(OASFactory.createSchema().addType(SchemaType.STRING));
                }
              });
    }
    return response;
  }
}
