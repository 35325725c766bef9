package dev.waymark.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waymark.database.tls.TlsSockets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

/** What a native executable lacks is seen here in a second, and not after minutes of building. */
class NativeExecutableTest {
  private static final String WAYMARK = "dev.waymark";

  /** HTTP tests that cannot run against an executable, and why not. */
  private static final Set<String> ON_THE_JVM_ONLY =
      Set.of(
          // Looks into the container.
          "dev.waymark.server.DatabaseBeansTest",
          // The OpenAPI document is made when Waymark is built, and this is where it is committed.
          "dev.waymark.contracts.ContractsTest",
          // Looks into the settings.
          "dev.waymark.http.guard.HardeningDocumentationTest",
          // An executable's port for TLS is not told; AccessAtStartIT has certificates as a
          // process.
          "dev.waymark.http.access.ClientCertificatesTest",
          // What one executable is told of HTTP/2, those of the tests after it are told as well.
          "dev.waymark.http.guard.Http2Test",
          // Listens to what is logged.
          "dev.waymark.http.access.SecretsStaySecretTest");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(WAYMARK);

  @Test
  void everyRecordWithJsonIsRegistered() {
    Set<String> registered = registered();

    List<String> forgotten =
        CLASSES.stream()
            .filter(NativeExecutableTest::isJson)
            .map(JavaClass::getName)
            .filter(name -> !registered.contains(name))
            .sorted()
            .toList();

    assertEquals(List.of(), forgotten, "The documents of NativeExecutable do not lead to these");
  }

  @Test
  void everyFactoryThatTheDriverMakesByItsNameIsRegistered() {
    JavaClasses drivers = new ClassFileImporter().importPackages("org.postgresql.ssl");
    Set<String> made =
        Stream.concat(
                drivers.stream()
                    .filter(it -> it.isAssignableTo(SSLSocketFactory.class))
                    .filter(it -> !it.getModifiers().contains(JavaModifier.ABSTRACT))
                    .filter(it -> !it.isAnnotatedWith(Deprecated.class))
                    .map(JavaClass::getName),
                Stream.of(TlsSockets.class.getName()))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> registered =
        Arrays.stream(
                NativeExecutable.Driver.class.getAnnotation(RegisterForReflection.class).targets())
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(made, registered);
  }

  @Test
  void everyHttpTestRunsAgainstAnExecutable() {
    JavaClasses tests = new ClassFileImporter().importPackages(WAYMARK);

    List<String> onTheJvmOnly =
        tests.stream()
            .filter(test -> test.isAnnotatedWith(QuarkusTest.class))
            .filter(
                test ->
                    test.getAllSubclasses().stream()
                        .noneMatch(it -> it.isAnnotatedWith(QuarkusIntegrationTest.class)))
            .map(JavaClass::getName)
            .sorted()
            .toList();

    assertEquals(
        ON_THE_JVM_ONLY.stream().sorted().toList(),
        onTheJvmOnly,
        "A test …Test in http gets a subclass …IT, or a reason here");
  }

  /** As Quarkus does it: what fields and getters hold is registered with what has them. */
  private static Set<String> registered() {
    Set<String> found = new TreeSet<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    Arrays.stream(NativeExecutable.class.getAnnotation(RegisterForReflection.class).targets())
        .forEach(target -> open.add(CLASSES.get(target)));
    while (!open.isEmpty()) {
      JavaClass type = open.pop();
      if (type.getPackageName().startsWith(WAYMARK) && found.add(type.getName())) {
        open.addAll(type.getAllSubclasses());
        heldBy(type).flatMap(it -> it.getAllInvolvedRawTypes().stream()).forEach(open::add);
      }
    }
    return found;
  }

  private static Stream<JavaType> heldBy(JavaClass type) {
    return Stream.concat(
        type.getFields().stream().map(field -> field.getType()),
        type.getMethods().stream()
            .filter(method -> method.getParameters().isEmpty())
            .map(method -> method.getReturnType()));
  }

  private static boolean isJson(JavaClass type) {
    return !type.getSimpleName().endsWith("Resource")
        && Stream.of(
                type.getAnnotations().stream(),
                type.getFields().stream().flatMap(it -> it.getAnnotations().stream()),
                type.getMethods().stream().flatMap(it -> it.getAnnotations().stream()))
            .flatMap(it -> it)
            .map(annotation -> annotation.getRawType())
            .anyMatch(
                annotation ->
                    annotation.isAnnotatedWith(JacksonAnnotation.class)
                        || annotation.isEquivalentTo(Schema.class));
  }
}
