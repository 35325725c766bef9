package dev.waymark.server;

import dev.waymark.database.tls.TlsSockets;
import dev.waymark.http.ProblemList;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.PlanDifference;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.RepairReport;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.acceptance.AcceptanceList;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.migration.check.CheckReport;
import dev.waymark.migration.endpoint.RehearsalPage;
import dev.waymark.migration.endpoint.RunPage;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.migration.status.RunChanges;
import dev.waymark.page.Home;
import dev.waymark.problem.Problem;
import dev.waymark.schema.SchemaObject;
import dev.waymark.verification.report.Verification;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.SingleCertValidatingFactory;

/**
 * What must be registered for a native executable, because no code shows it: which records are
 * JSON, so that Jackson finds their components.
 *
 * <p>The documents are enough: what their components and getters return is registered with them,
 * and every kind of object with {@link SchemaObject}. A test holds that no record with JSON of its
 * own is forgotten. docs/reference/native.md has what a library would need that is not used yet.
 */
@RegisterForReflection(
    registerFullHierarchy = true,
    targets = {
      SchemaObject.class,
      Verification.class,
      MigrationStatus.class,
      RunPage.class,
      RunChanges.class,
      RecordedEvent.class,
      RunEvent.Kept.class,
      RunRequest.class,
      RehearsalPage.class,
      Rehearsal.class,
      RehearsalRequest.class,
      RepairRequest.class,
      RepairReport.class,
      BaselineRequest.class,
      AcceptanceRequest.class,
      AcceptanceList.class,
      CheckReport.class,
      Plan.class,
      PlanDifference.class,
      Problem.class,
      ProblemList.class,
      Home.class
    })
final class NativeExecutable {
  private NativeExecutable() {}

  /**
   * What pgjdbc makes by its name because a parameter of the address says so: our own factory for
   * TLS, and those of the driver's that a JDBC URL can name.
   */
  @RegisterForReflection(
      targets = {
        TlsSockets.class,
        DefaultJavaSSLFactory.class,
        LibPQFactory.class,
        NonValidatingFactory.class,
        SingleCertValidatingFactory.class
      })
  static final class Driver {
    private Driver() {}
  }
}
