package dev.waymark.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /page/…}: the scripts and styles of the page, which hold no data: everybody may have them.
 */
@Path("/page/{file}")
public class PageFileResource {
  private final PageAnswers answers;

  PageFileResource(PageAnswers answers) {
    this.answers = answers;
  }

  /**
   * One of the files.
   *
   * @param file its name
   */
  @GET
  @PermitAll
  @Operation(hidden = true)
  public Response read(@PathParam("file") String file) {
    if (file.equals(PageFile.PAGE)) {
      // It is at / alone, or what it names relatively would lead elsewhere.
      throw new NotFoundException();
    }
    return answers.answer(file);
  }
}
