package dev.waymark.http;

import dev.waymark.verification.report.ReportJson;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Sends a report that is encoded already. An answer of 304 never asks for its bytes. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
class ReportWriter implements ServerMessageBodyWriter<ReportJson> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return type == ReportJson.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == ReportJson.class;
  }

  @Override
  public void writeResponse(ReportJson report, Type genericType, ServerRequestContext context) {
    context.serverResponse().end(report.bytes());
  }

  @Override
  public void writeTo(
      ReportJson report,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream output)
      throws IOException {
    output.write(report.bytes());
  }
}
