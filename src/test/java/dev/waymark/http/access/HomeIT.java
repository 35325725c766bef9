package dev.waymark.http.access;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Guarded.class)
class HomeIT extends HomeTest {}
