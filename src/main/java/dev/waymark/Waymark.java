package dev.waymark;

import dev.waymark.command.WaymarkCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.graalvm.nativeimage.ImageInfo;
import org.graalvm.nativeimage.RuntimeOptions;

/** The entry point: a server without arguments, a command with them. */
@QuarkusMain
public final class Waymark {
  private static final long COMMAND_YOUNG_GENERATION_BYTES = 32L << 20;

  private Waymark() {}

  public static void main(String... arguments) {
    if (arguments.length == 0) {
      Quarkus.run();
    } else {
      leaveRoom();
      System.exit(WaymarkCommand.execute(CommandServices::start, arguments));
    }
  }

  /**
   * A command has ended before what it leaves behind is worth collecting; a server keeps to the
   * young generation that its executable was built with.
   */
  private static void leaveRoom() {
    if ("runtime".equals(System.getProperty(ImageInfo.PROPERTY_IMAGE_CODE_KEY))) {
      RuntimeOptions.set("MaxNewSize", COMMAND_YOUNG_GENERATION_BYTES);
    }
  }
}
