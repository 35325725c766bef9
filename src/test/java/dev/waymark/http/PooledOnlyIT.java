package dev.waymark.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Profiles.PooledOnly.class)
class PooledOnlyIT extends PooledOnlyTest {}
