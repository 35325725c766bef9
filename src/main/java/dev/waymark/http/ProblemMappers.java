package dev.waymark.http;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.rehearsal.RehearsalException;
import dev.waymark.problem.Problem;
import dev.waymark.problem.Problems;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers with the problem of what a service threw. */
class ProblemMappers {
  @ServerExceptionMapper
  Response migration(MigrationException exception) {
    Problem problem = Problems.of(exception);
    return exception instanceof RunInProgress inProgress && inProgress.running() != null
        ? ProblemResponse.of(problem, path(inProgress.running()))
        : ProblemResponse.of(problem);
  }

  @ServerExceptionMapper
  Response rehearsal(RehearsalException exception) {
    Problem problem = Problems.of(exception);
    return exception instanceof RehearsalException.InProgress inProgress
        ? ProblemResponse.of(problem, URI.create("/migrations/rehearsals/" + inProgress.running()))
        : ProblemResponse.of(problem);
  }

  @ServerExceptionMapper
  Response database(DatabaseException exception) {
    FailureLog.print(exception);
    return ProblemResponse.of(Problems.of(exception));
  }

  @ServerExceptionMapper
  Response different(DatabasesDiffer exception) {
    FailureLog.print(exception);
    return ProblemResponse.of(Problems.of(exception));
  }

  private static URI path(String run) {
    return URI.create("/migrations/runs/" + run);
  }
}
