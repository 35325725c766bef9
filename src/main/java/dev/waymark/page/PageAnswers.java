package dev.waymark.page;

import dev.waymark.settings.WaymarkConfiguration;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Answers with the page's files, and lets a browser do with them what the page needs and no more.
 */
@Singleton
class PageAnswers {
  /**
   * Only files of this Waymark are executed or shown, and only this Waymark is asked. What is in a
   * database's names stays text, whatever it says.
   */
  private static final String SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private final boolean on;

  PageAnswers(WaymarkConfiguration configuration) {
    this.on = configuration.page();
  }

  /**
   * Answers with a file.
   *
   * @throws NotFoundException if there is none of this name, or the page is off
   */
  Response answer(String name) {
    PageFile file =
        (on ? PageFile.of(name) : Optional.<PageFile>empty()).orElseThrow(NotFoundException::new);
    return Response.ok(file.text(), file.mediaType())
        .header(HttpHeaders.ETAG, file.tag())
        .header("Content-Security-Policy", SECURITY_POLICY)
        .build();
  }
}
