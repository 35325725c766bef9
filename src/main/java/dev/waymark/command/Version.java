package dev.waymark.command;

import dev.waymark.command.service.Release;
import picocli.CommandLine.IVersionProvider;

/** Which Waymark this is, for people. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"waymark " + Release.VERSION};
  }
}
