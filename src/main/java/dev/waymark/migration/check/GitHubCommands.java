package dev.waymark.migration.check;

import dev.waymark.database.Printable;

/**
 * Remarks as the commands with which a step of a GitHub workflow annotates the lines of a pull
 * request.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">the
 *     commands</a>
 */
public final class GitHubCommands {
  private GitHubCommands() {}

  /** One command for each problem and note; empty without any. */
  public static String of(CheckReport report) {
    StringBuilder commands = new StringBuilder();
    report.problems().forEach(problem -> commands.append(command("error", problem)));
    report.notes().forEach(note -> commands.append(command("notice", note)));
    return commands.toString();
  }

  private static String command(String word, Remark remark) {
    String line = remark.line() == null ? "" : ",line=" + remark.line();
    return "::%s file=%s%s,title=%s::%s%n"
        .formatted(
            word,
            property(remark.file()),
            line,
            property(remark.reason()),
            data(remark.detail() + "\n" + remark.hint()));
  }

  /** A line's end would begin another command. */
  private static String data(String text) {
    return Printable.text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(Printable.line(text)).replace(":", "%3A").replace(",", "%2C");
  }
}
