package dev.waymark.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusIntegrationTest
@TestProfile(Profiles.Folder.class)
class RehearsalsIT extends RehearsalsTest {}
