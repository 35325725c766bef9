package dev.waymark.http.guard;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(dev.waymark.http.access.Guarded.class)
class RequestHeadIT extends RequestHeadTest {}
