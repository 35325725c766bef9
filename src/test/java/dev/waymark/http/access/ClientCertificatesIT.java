package dev.waymark.http.access;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Encrypted.class)
class ClientCertificatesIT extends ClientCertificatesTest {}
