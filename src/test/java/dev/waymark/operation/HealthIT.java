package dev.waymark.operation;

import dev.waymark.http.Profiles;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Profiles.Watched.class)
class HealthIT extends HealthTest {}
