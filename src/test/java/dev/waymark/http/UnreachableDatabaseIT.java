package dev.waymark.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Profiles.Unreachable.class)
class UnreachableDatabaseIT extends UnreachableDatabaseTest {}
