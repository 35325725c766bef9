package dev.waymark.http.guard;

import dev.waymark.http.Profiles;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Profiles.Http2.class)
class Http2IT extends Http2Test {}
