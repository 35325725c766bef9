package dev.waymark.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  // printf %s wmk_example | sha256sum
  private static final String HASH =
      "33c3b0a60e14c38cf9c4cbb5a6b3d7c7bd8f8e9d9bd3cda3ae4cd1f8a1e0a1b2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "role: viewer\nsha256: {hash}",
        "role: viewer\nsha256: {hash}\n",
        "sha256:{hash}\r\nrole:viewer\r\n",
        "# for the dashboards\n\n  role :  viewer  \n\n sha256 : {hash}",
      })
  void saysARoleAndAHash(String content) {
    TokenFile token = TokenFile.parse("dashboards", content.replace("{hash}", HASH));

    assertEquals(new TokenFile("dashboards", Role.VIEWER, HASH), token);
    assertEquals(token, TokenFile.parse("dashboards", token.content()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                      | ci: role: is missing
          role: viewer                            | ci: sha256: is missing
          sha256: {hash}                          | ci: role: is missing
          role: admin                             | ci, line 1: the role is neither viewer nor migrator
          role: Viewer                            | ci, line 1: the role is neither viewer nor migrator
          role:                                   | ci, line 1: the role is neither viewer nor migrator
          role: viewer~role: migrator             | ci, line 2: a second role
          sha256: {hash}~sha256: {hash}           | ci, line 2: a second sha256; a token has a file of its own
          role: viewer~sha256: wmk_s3cret         | ci, line 2: sha256 is not 64 hexadecimal digits in lower case
          role: viewer~~wmk_s3cret                | ci, line 3: neither role: nor sha256: nor a comment with #
          role: viewer~token: s3cret              | ci, line 2: neither role: nor sha256: nor a comment with #
          """)
  void anythingElseIsRefusedWithItsPlaceAndNotWithItsContent(String content, String message) {
    String lines = content.replace("{hash}", HASH).replace('~', '\n');

    InvalidTokenFile refused =
        assertThrows(InvalidTokenFile.class, () -> TokenFile.parse("ci", lines));

    assertEquals(message, refused.getMessage());
    assertFalse(refused.getMessage().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "..data", "a b", "a/b", "../ci", "ümlaut", "a\nb"})
  void aNameThatIsNone(String name) {
    assertThrows(InvalidTokenFile.class, () -> new TokenFile(name, Role.VIEWER, HASH));
  }

  @Test
  void aSecretIsLongRandomAndNeverPrinted() {
    Secret secret = Secret.random();

    assertTrue(secret.value().matches("wmk_[-_A-Za-z0-9]{43}"), "the secret");
    assertFalse(secret.value().equals(Secret.random().value()), "two secrets are the same");
    assertEquals("a secret", secret.toString());
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        new Secret("abc").sha256());
  }
}
