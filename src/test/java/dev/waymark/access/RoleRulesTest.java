package dev.waymark.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleRulesTest {
  private static final Map<String, Object> CLAIMS =
      Map.of(
          "sub",
          "system:serviceaccount:prod:deployer",
          "groups",
          List.of("staff", "dashboards"),
          "scope",
          "openid waymark.read",
          "kubernetes.io",
          Map.of("namespace", "prod", "serviceaccount", Map.of("name", "deployer")),
          "https://example.com/roles",
          List.of("ops"),
          "repository",
          "acme/app",
          "ref",
          "refs/heads/main",
          "email_verified",
          true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          migrator: sub=system:serviceaccount:prod:deployer                | MIGRATOR
          viewer: sub=system:serviceaccount:prod:deployer                  | VIEWER
          viewer: groups=dashboards                                        | VIEWER
          viewer: groups=dash                                              |
          migrator: sub=system:serviceaccount:prod:*                       |
          viewer: scope=waymark.read                                       | VIEWER
          viewer: scope=waymark                                            |
          migrator: kubernetes.io/namespace=prod                           | MIGRATOR
          migrator: kubernetes.io/serviceaccount/name=deployer             | MIGRATOR
          migrator: kubernetes.io/serviceaccount=deployer                  |
          migrator: https://example.com/roles=ops                          | MIGRATOR
          migrator: repository=acme/app, ref=refs/heads/main               | MIGRATOR
          migrator: repository=acme/app, ref=refs/heads/other              |
          viewer: groups=staff; migrator: repository=acme/app              | MIGRATOR
          migrator: repository=acme/app; viewer: groups=staff;             | MIGRATOR
          viewer: groups=other; viewer: groups=staff                       | VIEWER
          viewer: email_verified=true                                      | VIEWER
          viewer: missing=x                                                |
          viewer: missing=null                                             |
          """)
  void claimsGiveTheHighestRoleOfTheRulesThatHold(String setting, Role role) {
    assertEquals(Optional.ofNullable(role), ClaimRoles.parse(setting).roleOf(CLAIMS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ; ",
        "viewer",
        "viewer:",
        "admin: sub=x",
        "Viewer: sub=x",
        "sub=x",
        "viewer: sub",
        "viewer: sub=",
        "viewer: =x",
        "viewer: sub=x,",
        "viewer: sub=x, groups",
      })
  void aSettingThatCannotBeReadIsRefused(String setting) {
    assertThrows(IllegalArgumentException.class, () -> ClaimRoles.parse(setting));
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer: deployer", "viewer:", "admin: CN=x", "CN=x"})
  void aSubjectThatCannotBeReadIsRefused(String setting) {
    assertThrows(IllegalArgumentException.class, () -> CertificateRoles.parse(setting));
  }

  @Test
  void aMigratorMayWhatAViewerMay() {
    assertTrue(Role.MIGRATOR.includes(Role.VIEWER) && Role.VIEWER.includes(Role.VIEWER));
    assertFalse(Role.VIEWER.includes(Role.MIGRATOR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://issuer.example.com/keys        | true
          http://127.0.0.1:8080/keys             | true
          http://localhost/keys                  | true
          http://[::1]/keys                      | true
          /var/run/keys.json                     | true
          http://issuer.example.com/keys         | false
          HTTP://issuer.example.com/keys         | false
          http://127.0.0.1.example.com/keys      | false
          http://localhost@example.com/keys      | false
          https:///keys                          | false
          """)
  void keysAreNotReadInTheClear(String location, boolean fine) {
    boolean read;
    try {
      KeySet.parse(location, Optional.empty(), Optional.empty());
      read = true;
    } catch (IllegalArgumentException exception) {
      read = false;
    }
    assertEquals(fine, read);
  }

  /** X.500 takes these for one name; an authority may have given them to different people. */
  @ParameterizedTest
  @CsvSource({
    "'migrator: CN=deployer,O=Example',MIGRATOR",
    "'migrator: cn=deployer, o=Example',MIGRATOR",
    "'migrator: CN=Deployer,O=Example',",
    "'migrator: CN=deployer,O=EXAMPLE',",
    "'migrator: CN=deployer,O=Example,C=DE',",
    "'migrator: O=Example,CN=deployer',",
    "'migrator: CN=deployer\\ ,O=Example',",
  })
  void aSubjectIsComparedToTheLetter(String setting, Role role, @TempDir Path folder)
      throws Exception {
    Authority authority = Authority.create(folder);
    Path file = authority.sign("deployer", "CN=deployer,O=Example").certificate();
    X509Certificate certificate;
    try (var stream = Files.newInputStream(file)) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }

    assertEquals(
        Optional.ofNullable(role), CertificateRoles.parse(setting).caller(certificate).role());
  }
}
