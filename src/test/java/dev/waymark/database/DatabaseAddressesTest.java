package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseAddressesTest {
  private static final String DIRECT = "postgresql://u:p@ep-x.neon.tech/db";
  private static final String POOLED = "postgresql://u:p@ep-x-pooler.neon.tech/db";

  @Test
  void twoAddressesServeAsTheyAreNamed() {
    DatabaseAddresses addresses = DatabaseAddresses.fromEnvironment(POOLED, DIRECT);

    assertEquals(Optional.of(ConnectionUrl.parse(POOLED)), addresses.pooled());
    assertEquals(new DirectAddress.Usable(ConnectionUrl.parse(DIRECT)), addresses.direct());
  }

  @Test
  void oneDirectAddressServesBoth() {
    ConnectionUrl url = ConnectionUrl.parse(DIRECT);
    DatabaseAddresses both = new DatabaseAddresses(Optional.of(url), new DirectAddress.Usable(url));

    assertEquals(both, DatabaseAddresses.fromEnvironment(DIRECT, null));
    assertEquals(both, DatabaseAddresses.fromEnvironment(" ", DIRECT));
  }

  @Test
  void onePooledAddressRefusesToMigrate() {
    DirectAddress direct = DatabaseAddresses.fromEnvironment(POOLED, "").direct();

    DirectAddress.Refused refused = assertInstanceOf(DirectAddress.Refused.class, direct);
    assertEquals(
        "The host ep-x-pooler.neon.tech is a connection pooler: its first label ends in -pooler.",
        refused.reason());
    assertEquals(
        "Set DATABASE_URL_UNPOOLED too. Remove -pooler from the host name: the direct host is"
            + " ep-x.neon.tech.",
        refused.remedy());
  }

  @Test
  void anUnpooledAddressThatIsPooledIsRefused() {
    DirectAddress direct = DatabaseAddresses.fromEnvironment(DIRECT, POOLED).direct();

    DirectAddress.Refused refused = assertInstanceOf(DirectAddress.Refused.class, direct);
    assertTrue(refused.remedy().startsWith("Change DATABASE_URL_UNPOOLED. "), refused.remedy());
  }

  @Test
  void noAddressSaysWhatToSet() {
    DatabaseAddresses addresses = DatabaseAddresses.fromEnvironment(null, "");

    assertEquals(Optional.empty(), addresses.pooled());
    DirectAddress.Missing missing =
        assertInstanceOf(DirectAddress.Missing.class, addresses.direct());
    assertTrue(missing.remedy().startsWith("Set DATABASE_URL, "), missing.remedy());
  }

  @Test
  void anInvalidAddressIsNamedByItsVariable() {
    String message =
        assertThrows(
                InvalidConnectionUrlException.class,
                () -> DatabaseAddresses.fromEnvironment(DIRECT, "nonsense"))
            .getMessage();

    assertTrue(message.startsWith("DATABASE_URL_UNPOOLED cannot be used: "), message);
  }
}
