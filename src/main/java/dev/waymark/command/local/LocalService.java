package dev.waymark.command.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.command.service.Answer;
import dev.waymark.command.service.ExitCode;
import dev.waymark.command.service.Pause;
import dev.waymark.command.service.Service;
import dev.waymark.command.service.VerificationRequest;
import dev.waymark.database.DatabaseException;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalException;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.migration.rehearsing.RehearsalTicket;
import dev.waymark.migration.run.Ticket;
import dev.waymark.migration.status.RunFollower;
import dev.waymark.problem.Problem;
import dev.waymark.problem.Problems;
import dev.waymark.schema.diagram.DiagramRequest;
import dev.waymark.schema.sql.WrittenRoles;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.report.SchemaFormat;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The services of this process, which are those behind HTTP, with the JSON that HTTP writes. */
final class LocalService implements Service {
  private static final Logger LOG = Logger.getLogger(LocalService.class);

  /** How often progress is reported. */
  private static final long LOOK_AGAIN_MS = 250;

  private final LocalServices services;
  private volatile boolean changing;

  LocalService(LocalServices services) {
    this.services = services;
  }

  /** Whether it was asked to change the database: what became of that must be reported. */
  boolean isChanging() {
    return changing;
  }

  @Override
  public Answer migrate(RunRequest request, Consumer<JsonNode> progress) {
    changing = true;
    try (Interruption interruption = Interruption.cancelling(services.runner())) {
      Answer answer = answered(() -> json(run(request, progress), ExitCode.DONE));
      // A user who pressed Ctrl-C while another run was in the way does not want it tried again.
      return interruption.happened() && answer.problem() ? answer.as(ExitCode.FAILED) : answer;
    }
  }

  @Override
  public Answer plan(String target, boolean gate) {
    return answered(
        () -> {
          Plan plan = services.plans().plan(target);
          boolean shut = gate && services.gate().stops(plan.hazards());
          return json(plan, shut ? ExitCode.NOT_VERIFIED : ExitCode.DONE);
        });
  }

  @Override
  public Answer rehearse(RehearsalRequest request, boolean gate, Consumer<JsonNode> progress) {
    changing = true;
    try (Interruption interruption = Interruption.cancelling(services.rehearsals())) {
      return answered(
          () -> {
            RehearsalTicket ticket =
                services.rehearsals().submit(request, LocalRequester.of("rehearse"));
            Rehearsal rehearsal =
                ended(
                    ticket.end(),
                    () -> report(() -> services.rehearsals().find(ticket.id()), progress));
            boolean shut = gate && services.gate().stops(rehearsal.hazards());
            return json(rehearsal, shut ? ExitCode.NOT_VERIFIED : ExitCode.DONE);
          });
    }
  }

  @Override
  public Answer status() {
    return answered(() -> json(services.status().status(), ExitCode.DONE));
  }

  @Override
  public Answer verify(VerificationRequest request) {
    return answered(
        () -> {
          Verification verification =
              services
                  .verifier()
                  .verify(
                      request.expectation(), request.fresh() ? Freshness.READ : Freshness.PROVEN)
                  .verification();
          ExitCode code =
              verification.status() == VerificationStatus.VERIFIED
                  ? ExitCode.DONE
                  : ExitCode.NOT_VERIFIED;
          return written(request.format().of(verification.narrowed(request.filter())), code);
        });
  }

  @Override
  public Answer accept(AcceptanceRequest request) {
    return answered(
        () ->
            json(
                services.acceptances().accept(request, LocalRequester.of("accept")),
                ExitCode.DONE));
  }

  @Override
  public Answer acceptances() {
    return answered(() -> json(services.acceptances().list(), ExitCode.DONE));
  }

  @Override
  public Answer repair(RepairRequest request) {
    changing = true;
    return answered(
        () -> json(services.history().repair(request, LocalRequester.of("repair")), ExitCode.DONE));
  }

  @Override
  public Answer baseline(BaselineRequest request) {
    changing = true;
    return answered(
        () ->
            json(
                services.history().baseline(request, LocalRequester.of("baseline")),
                ExitCode.DONE));
  }

  @Override
  public Answer runs(int limit, String after) {
    return answered(() -> json(Map.of("runs", services.runs().list(after, limit)), ExitCode.DONE));
  }

  @Override
  public Answer run(String id) {
    return answered(() -> json(services.runs().find(id), ExitCode.DONE));
  }

  @Override
  public Answer cancel(String id) {
    return answered(
        () ->
            json(
                services.runner().cancel(services.runs().find(id).id(), LocalRequester.of("runs")),
                ExitCode.DONE));
  }

  @Override
  public Answer follow(String id, Consumer<JsonNode> event) {
    return answered(
        () -> {
          RunFollower follower = RunFollower.alone(services.runs(), id);
          for (RunFollower.News news = follower.next(); ; news = follower.next()) {
            news.events().forEach(it -> event.accept(services.json().valueToTree(it)));
            if (!news.more()) {
              return json(services.runs().find(id), ExitCode.DONE);
            }
            Pause.of(LOOK_AGAIN_MS);
          }
        });
  }

  @Override
  public Answer schema(SchemaFormat format, WrittenRoles roles, DiagramRequest diagram) {
    return answered(
        () -> written(services.verifier().schema(format, roles, diagram).entity(), ExitCode.DONE));
  }

  private Run run(RunRequest request, Consumer<JsonNode> progress) {
    Ticket ticket = services.runner().submit(request, LocalRequester.of("migrate"), null);
    return ended(ticket.end(), () -> report(() -> services.runs().find(ticket.id()), progress));
  }

  private static <T> T ended(CompletableFuture<T> end, Runnable report) {
    for (long patienceMs = MOMENT.toMillis(); ; patienceMs = LOOK_AGAIN_MS) {
      try {
        return end.get(patienceMs, TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRunning) {
        report.run();
      } catch (ExecutionException exception) {
        throw new CompletionException(exception.getCause());
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("A command's thread is never interrupted", exception);
      }
    }
  }

  private void report(Supplier<?> look, Consumer<JsonNode> progress) {
    try {
      progress.accept(services.json().valueToTree(look.get()));
    } catch (DatabaseException | RunUnknown | RehearsalException.Unknown unseen) {
      // Only this look is lost; how it ends is reported by itself.
      LOG.debug("What goes on cannot be looked at.", unseen);
    }
  }

  private Answer answered(Supplier<Answer> asked) {
    try {
      return asked.get();
    } catch (RuntimeException | OutOfMemoryError exception) {
      Throwable thrown =
          exception instanceof CompletionException ? exception.getCause() : exception;
      Problem problem = Problems.of(thrown);
      Answer answer = json(problem, ExitCode.of(problem.type(), problem.status()));
      return new Answer(answer.body(), answer.json(), answer.exitCode(), true);
    }
  }

  private Answer written(Object entity, ExitCode code) {
    return entity instanceof String text
        ? new Answer(text, MissingNode.getInstance(), code, false)
        : json(entity, code);
  }

  private Answer json(Object entity, ExitCode code) {
    try {
      String body = services.json().writeValueAsString(entity);
      return new Answer(body, services.json().readTree(body), code, false);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("What HTTP answers can be written as JSON", exception);
    }
  }
}
