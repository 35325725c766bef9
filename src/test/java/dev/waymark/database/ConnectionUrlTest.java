package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
  private static final String OS_USER = System.getProperty("user.name");

  /** Addresses as providers hand them out: URL, JDBC URL, user, password, properties. */
  static Stream<Arguments> addresses() {
    return Stream.of(
        address(
            "postgresql://alex:AbC123dEf@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/dbname?sslmode=require&channel_binding=require",
            "jdbc:postgresql://ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech:5432/dbname",
            "alex",
            "AbC123dEf",
            Map.of("sslmode", "require", "channelBinding", "require")),
        address(
            "postgres://alex:AbC@ep-cool.eu-central-1.aws.neon.tech/neondb?sslmode=require&options=endpoint%3Dep-cool",
            "jdbc:postgresql://ep-cool.eu-central-1.aws.neon.tech:5432/neondb",
            "alex",
            "AbC",
            Map.of("sslmode", "require", "options", "endpoint=ep-cool")),
        address( // Supabase
            "postgresql://postgres.abcdefgh:p%40ss@aws-0-eu-west-1.pooler.supabase.com:6543/postgres?pgbouncer=true&connection_limit=1",
            "jdbc:postgresql://aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
            "postgres.abcdefgh",
            "p@ss",
            Map.of()),
        address( // Heroku
            "postgres://uf07k1i6d8ia0v:p9f8e@ec2-52-1-2-3.compute-1.amazonaws.com:5432/d2h5ab",
            "jdbc:postgresql://ec2-52-1-2-3.compute-1.amazonaws.com:5432/d2h5ab",
            "uf07k1i6d8ia0v",
            "p9f8e",
            Map.of()),
        address( // Amazon RDS
            "postgresql://app:x%2Fy%3F@db.c1xyz.eu-west-1.rds.amazonaws.com:5432/app?sslmode=verify-full&sslrootcert=/certs/global-bundle.pem",
            "jdbc:postgresql://db.c1xyz.eu-west-1.rds.amazonaws.com:5432/app",
            "app",
            "x/y?",
            Map.of(
                "sslmode",
                "verify-full",
                "sslrootcert",
                "/certs/global-bundle.pem",
                "sslfactory",
                "dev.waymark.database.tls.TlsSockets")),
        address( // Azure
            "postgres://admin%40server:secret@server.postgres.database.azure.com/postgres?sslmode=require",
            "jdbc:postgresql://server.postgres.database.azure.com:5432/postgres",
            "admin@server",
            "secret",
            Map.of("sslmode", "require")),
        address( // Crunchy Bridge
            "postgres://application:s3cr3t@p.abcdef.db.postgresbridge.com:5432/postgres",
            "jdbc:postgresql://p.abcdef.db.postgresbridge.com:5432/postgres",
            "application",
            "s3cr3t",
            Map.of()),
        address(
            "postgresql://u:p@one:5433,two,[2001:db8::1]:5434/db?target_session_attrs=read-write&load_balance_hosts=random",
            "jdbc:postgresql://one:5433,two:5432,[2001:db8::1]:5434/db",
            "u",
            "p",
            Map.of("targetServerType", "primary", "loadBalanceHosts", "true")),
        address("postgresql://u@[::1]/db", "jdbc:postgresql://[::1]:5432/db", "u", null, Map.of()),
        address("postgresql://u:@h/db", "jdbc:postgresql://h:5432/db", "u", null, Map.of()),
        address("postgresql://u@h", "jdbc:postgresql://h:5432/u", "u", null, Map.of()),
        address("postgresql://u@:5433/", "jdbc:postgresql://localhost:5433/u", "u", null, Map.of()),
        address("postgresql:///db", "jdbc:postgresql://localhost:5432/db", OS_USER, null, Map.of()),
        address(
            "postgresql://u:a:b#c+d@h/db", "jdbc:postgresql://h:5432/db", "u", "a:b#c+d", Map.of()),
        address(
            "postgresql://us%C3%A9r:p%E2%82%AC%40%3A%2F%3F%23%25@h/d%2Fb%20%C3%BC",
            "jdbc:postgresql://h:5432/d%2Fb%20%C3%BC", "usér", "p€@:/?#%", Map.of()),
        address("postgresql://ü:ñ@h/ß", "jdbc:postgresql://h:5432/%C3%9F", "ü", "ñ", Map.of()),
        address("  postgresql://u:p@h/db\n", "jdbc:postgresql://h:5432/db", "u", "p", Map.of()),
        address(
            "postgresql:///db?host=a,b&port=1,2&user=u&password=p",
            "jdbc:postgresql://a:1,b:2/db",
            "u",
            "p",
            Map.of()),
        address(
            "postgresql://u@x/db?port=7&dbname=other",
            "jdbc:postgresql://x:7/other",
            "u",
            null,
            Map.of()),
        address(
            "postgresql://u@/db?hostaddr=10.0.0.7",
            "jdbc:postgresql://10.0.0.7:5432/db",
            "u",
            null,
            Map.of()),
        address(
            "jdbc:postgresql://h:5433/db?user=u&password=a+b%2B%26&ssl=true&connectTimeout=3&currentSchema=x",
            "jdbc:postgresql://h:5433/db",
            "u",
            "a b+&",
            Map.of(
                "ssl",
                "true",
                "connectTimeout",
                "3",
                "currentSchema",
                "x",
                "sslfactory",
                "dev.waymark.database.tls.TlsSockets")),
        address( // pgjdbc alone would ignore channel_binding here
            "jdbc:postgresql://h/db?user=u&channel_binding=require&sslmode=require&ssl",
            "jdbc:postgresql://h:5432/db",
            "u",
            null,
            Map.of("channelBinding", "require", "sslmode", "require", "ssl", "true")),
        address(
            "jdbc:postgresql:db?user=u",
            "jdbc:postgresql://localhost:5432/db",
            "u",
            null,
            Map.of()));
  }

  private static Arguments address(
      String url, String jdbcUrl, String user, String password, Map<String, String> properties) {
    return Arguments.of(url, jdbcUrl, user, Optional.ofNullable(password), properties);
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void readsWhatProvidersHandOut(
      String text,
      String jdbcUrl,
      String user,
      Optional<String> password,
      Map<String, String> properties) {
    ConnectionUrl url = ConnectionUrl.parse(text);

    assertEquals(jdbcUrl, url.jdbcUrl());
    assertEquals(user, url.username());
    assertEquals(password, url.password());
    assertEquals(new TreeMap<>(properties), url.properties());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application_name=a%20b+c|{ApplicationName=a b+c}",
        "fallback_application_name=a|{ApplicationName=a}",
        "fallback_application_name=a&application_name=b|{ApplicationName=b}",
        "application_name=b&fallback_application_name=a|{ApplicationName=b}",
        "connect_timeout=7|{connectTimeout=7}",
        "connect_timeout=-1|{connectTimeout=0}",
        "keepalives=0|{tcpKeepAlive=false}",
        "keepalives=1|{tcpKeepAlive=true}",
        "target_session_attrs=any|{targetServerType=any}",
        "target_session_attrs=primary|{targetServerType=primary}",
        "target_session_attrs=read-only|{targetServerType=secondary}",
        "target_session_attrs=standby|{targetServerType=secondary}",
        "target_session_attrs=prefer-standby|{targetServerType=preferSecondary}",
        "load_balance_hosts=disable|{loadBalanceHosts=false}",
        "options=-c%20search_path%3Dapp|{options=-c search_path=app}",
        "options=-c%20search_path=app|{options=-c search_path=app}",
        "sslmode=require|{sslmode=require}",
        "sslmode=require&sslrootcert=/ca.pem|{sslfactory=dev.waymark.database.tls.TlsSockets, sslmode=verify-ca, sslrootcert=/ca.pem}",
        "ssl=true|{sslmode=require}",
        "ssl=true&sslmode=verify-ca|{sslfactory=dev.waymark.database.tls.TlsSockets, sslmode=verify-ca}",
        "sslrootcert=system|{sslfactory=dev.waymark.database.tls.TlsSockets, sslmode=verify-full, sslrootcert=system}",
        "ssl=true&sslrootcert=system|{sslfactory=dev.waymark.database.tls.TlsSockets, sslmode=verify-full, sslrootcert=system}",
        "sslcert=/c&sslkey=/k.pk8&sslpassword=s|{sslcert=/c, sslfactory=dev.waymark.database.tls.TlsSockets, sslkey=/k.pk8, sslpassword=s}",
        "sslnegotiation=direct|{sslNegotiation=direct}",
        "gssencmode=disable&gsslib=gssapi&krbsrvname=pg|{gssEncMode=disable, gsslib=gssapi, kerberosServerName=pg}",
        "client_encoding=utf8|{}",
        "ssl_min_protocol_version=TLSv1.2|{}",
        "replication=false|{}",
        "sslmode=&application_name=|{}",
        "connectTimeout=4|{connectTimeout=4}",
      })
  void translatesParameters(String parameters, String properties) {
    ConnectionUrl url = ConnectionUrl.parse("postgresql://u:p@h/db?" + parameters);

    assertEquals(properties, url.properties().toString());
    assertEquals(List.of(), url.unknownParameters());
  }

  @ParameterizedTest
  @CsvSource({
    "require_auth=scram-sha-256,channel_binding=require",
    "sslcrl=/crl,sslcrl",
    "sslcrldir=/crl,sslcrldir",
    "ssl_min_protocol_version=TLSv1.3,jdk.tls.client.protocols",
    "sslrootcert=system&sslmode=require,verify-full",
    "sslrootcert=/ca.pem,sslmode=verify-full",
    "sslrootcert=/ca.pem&sslmode=prefer,sslmode is prefer",
    "sslMode=verify-full,Write it sslmode",
    "SSLMODE=verify-full,Write it sslmode",
    "ssl-mode=verify-full,Write it sslmode",
    "ssl_mode=verify-full,Write it sslmode",
    "sslmod=verify-full,Write it sslmode",
    "sslRootCert=/ca.pem,Write it sslrootcert",
    "sslrootcer=/ca.pem,Write it sslrootcert",
    "ssl_ca=/ca.pem,libpq's words",
    "useSSL=true,libpq's words",
    "tls=true,libpq's words",
    "trustServerCertificate=false,libpq's words",
    "chanel_binding=require,Write it channel_binding",
    "channel-binding=require,Write it channel_binding",
    "requireauth=scram-sha-256,Write it require_auth",
    "gss_enc_mode=require,Write it gssencmode",
    "Host=elsewhere,Write it host",
    "username=other,Write it user",
    "database=other,Write it dbname",
    "search_path=app,options",
    "Options=-c,Write it options",
    "target-session-attrs=primary,Write it target_session_attrs",
    "sslmode=no-verify,verify-full",
    "channel_binding=yes,prefer",
    "ssl=0,sslmode",
    "sslcertmode=require,sslcertmode",
    "sslsni=0,sslsni",
    "sslaccept=strict,verify-full",
    "client_encoding=LATIN1,UTF-8",
    "replication=database,ordinary session",
    "target_session_attrs=master,read-write",
    "connect_timeout=2s,seconds",
    "keepalives=yes,0 (off)",
    "service=prod,before the ?",
    "passfile=/pgpass,PGPASSFILE",
    "pgbouncer=maybe,pooler",
    "hostaddr=10.0.0.1,hostaddr",
    "oauth_issuer=https://x,password",
    "port=1%2C2,port",
  })
  void refusesWhatWouldSilentlyNotHappen(String parameters, String mentioned) {
    String message = messageFor("postgresql://u:p@h/db?" + parameters);

    assertTrue(message.contains(mentioned), message);
  }

  @Test
  void reportsHarmlessUnknownParameters() {
    ConnectionUrl url =
        ConnectionUrl.parse(
            "postgresql://u:p@h/db?zeta=1&connection_limit=1&schema=x&keepalives_idle=3&sslmode=prefer");

    assertEquals(
        List.of("connection_limit", "keepalives_idle", "schema", "zeta"), url.unknownParameters());
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u@ep-x-1-pooler.eu.aws.neon.tech/db,ep-x-1.eu.aws.neon.tech",
    "postgresql://u@aws-0-eu.pooler.supabase.com:6543/db,port 5432",
    "postgresql://u@h/db?pgbouncer=true,without pgbouncer=true",
    "'postgresql://u@a,ep-y-pooler.neon.tech/db',ep-y.neon.tech",
  })
  void recognisesPoolers(String text, String remedy) {
    ConnectionUrl url = ConnectionUrl.parse(text);

    assertTrue(url.looksPooled().isPresent());
    assertTrue(url.pooler().orElseThrow().remedy().contains(remedy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u@ep-x-1.eu.aws.neon.tech/db",
        "postgresql://u@aws-0-eu.pooler.supabase.com:5432/db",
        "postgresql://u@db.abc.supabase.co/db",
        "postgresql://u@h:6543/db?pgbouncer=false",
        "postgresql://u@my-pooler-host.example/db",
      })
  void takesOthersForDirect(String text) {
    assertEquals(Optional.empty(), ConnectionUrl.parse(text).looksPooled());
  }

  /** Each holds the word geheim where a password is, or where a mistake puts a part of one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "geheim",
        "mysql://u:geheim@h/db",
        "\"postgresql://u:geheim@h/db\"",
        "postgresql://u:p@geheim@h/db",
        "postgresql://u:p/geheim@h/db",
        "postgresql://u:p?geheim@h/db",
        "postgresql://u:p?x=geheim@h/db",
        "postgresql://u:geheim%@h/db",
        "postgresql://u:geheim%zz@h/db",
        "postgresql://u:geheim%2@h/db",
        "postgresql://u:geheim%00@h/db",
        "postgresql://u:geheim%FF@h/db",
        "postgresql://u:geheim x@h/db",
        "postgresql://u:geheim@h:port/db",
        "postgresql://u:geheim@h:99999/db",
        "postgresql://u:geheim@h:0/db",
        "postgresql://u:geheim@[::1/db",
        "postgresql://u:geheim@[::1]x/db",
        "postgresql://u:geheim@::1/db",
        "postgresql://u:geheim@h,/tmp/db?hostaddr=1",
        "postgresql://u:geheim@%2Fvar%2Frun/db",
        "postgresql://u:geheim@h<script>/db",
        "postgresql://user:geheim",
        "postgresql:///db?host=/var/run&password=geheim",
        "postgresql://h/db?user=u&password=p@geheim",
        "postgresql://h?user=u&password=p@geheim",
        "postgresql://h/db?user=u&password=p&geheim",
        "postgresql://h/db?password=geheim&sslmode=geheim",
        "postgresql://u:geheim@h/db?connect_timeout=geheim",
        "postgresql://u:geheim@h/db?=geheim",
        "postgresql://u:geheim@h/db?require_auth=geheim",
        "jdbc:postgresql://u:geheim@h/db",
        "jdbc:postgresql://h/db?password=geheim&service=x",
        "jdbc:postgresql://h:geheim/db",
      })
  void neverShowsWhatMayBeAPassword(String url) {
    String message = messageFor(url);

    assertFalse(message.contains("geheim"), message);
    assertTrue(message.endsWith("."), message);
  }

  @Test
  void keepsSecretsOutOfEveryText() {
    ConnectionUrl url =
        ConnectionUrl.parse("postgresql://u:geheim@h,k:2/db%0A?sslpassword=geheim&sslkey=geheim");

    assertEquals("h:5432,k:2/db?", url.describe());
    assertEquals(url.describe(), url.toString());
    assertFalse(url.jdbcUrl().contains("geheim"));
    assertFalse(new DirectAddress.Usable(url).toString().contains("geheim"));
  }

  static Stream<Arguments> anyStrings() {
    Random random = new Random(20260722);
    return IntStream.range(0, 500)
        .mapToObj(i -> Arguments.of(any(random), any(random), any(random)));
  }

  private static String any(Random random) {
    int[] points =
        random
            .ints(1, 0x2FFFF)
            .filter(point -> Character.isDefined(point) && !isSurrogate(point))
            .map(point -> random.nextInt(3) == 0 ? point : 1 + point % 0x7E)
            .limit(1 + random.nextInt(20))
            .toArray();
    return new String(points, 0, points.length);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  @ParameterizedTest
  @MethodSource("anyStrings")
  void anyTextSurvives(String user, String password, String database) {
    String encodedUser = PercentCoding.encode(user);
    String encodedPassword = PercentCoding.encode(password);
    String encodedDatabase = PercentCoding.encode(database);

    ConnectionUrl libpq =
        ConnectionUrl.parse(
            "postgresql://" + encodedUser + ":" + encodedPassword + "@h/" + encodedDatabase);
    ConnectionUrl jdbc =
        ConnectionUrl.parse(
            "jdbc:postgresql://h/%s?user=%s&password=%s"
                .formatted(encodedDatabase, encodedUser, encodedPassword));

    for (ConnectionUrl url : List.of(libpq, jdbc)) {
      assertEquals(user, url.username());
      assertEquals(Optional.of(password), url.password());
      assertEquals(database, url.database());
    }
    assertEquals(libpq, jdbc);
    assertEquals(
        database,
        org.postgresql.Driver.parseURL(libpq.jdbcUrl(), null).getProperty("PGDBNAME"),
        "pgjdbc reads the URL as it was meant");
  }

  private static String messageFor(String url) {
    return assertThrows(InvalidConnectionUrlException.class, () -> ConnectionUrl.parse(url))
        .getMessage();
  }
}
