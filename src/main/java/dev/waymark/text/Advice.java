package dev.waymark.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a problem, a note or a finding advises, with commands in the place of the requests that HTTP
 * clients send: the services word it for both, and name the request.
 */
final class Advice {
  private static final Pattern GO_ON =
      Pattern.compile(
          "\\{\\s*\"goOn\"\\s*:\\s*\\{\\s*\"script\"\\s*:\\s*\"([^\"]*)\"\\s*,"
              + "\\s*\"statement\"\\s*:\\s*([^}\\s]+)\\s*}\\s*}");

  private static final Pattern RUN =
      Pattern.compile("(GET|DELETE) /migrations/runs/([0-9a-f-]{36}|\\{id})(/events)?");

  private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

  static {
    // The longer path first: it begins with the shorter one.
    COMMANDS.put("POST /migrations/repair with goOn", "waymark repair --go-on SCRIPT:STATEMENT");
    COMMANDS.put("POST /migrations/repair with", "waymark repair");
    COMMANDS.put("POST /migrations/repair", "waymark repair");
    COMMANDS.put("POST /migrations/baseline", "waymark baseline VERSION");
    COMMANDS.put("POST /migrations/rehearsals", "waymark rehearse");
    COMMANDS.put("POST /migrations (waymark migrate)", "waymark migrate");
    COMMANDS.put("POST /migrations", "waymark migrate");
    COMMANDS.put("GET /schema/acceptances", "waymark acceptances");
    COMMANDS.put("POST /schema/acceptances", "waymark accept");
    COMMANDS.put("GET /migrations/plan", "waymark plan");
    COMMANDS.put("GET /migrations/status", "waymark status");
    COMMANDS.put("GET /migrations/runs", "waymark runs");
    COMMANDS.put("GET /schema/verification (waymark verify)", "waymark verify");
    COMMANDS.put("GET /schema/verification?state=missing", "waymark verify --state missing");
    COMMANDS.put("GET /schema/verification", "waymark verify");
    COMMANDS.put("GET /schema?format=contract (waymark schema)", "waymark schema");
    COMMANDS.put("GET /schema?format=contract", "waymark schema");
  }

  private Advice() {}

  /** The same advice, naming commands. */
  static String of(String text) {
    String advice = GO_ON.matcher(text).replaceAll("--go-on '$1:$2'");
    advice =
        RUN.matcher(advice)
            .replaceAll(
                request ->
                    Matcher.quoteReplacement(
                        "waymark runs "
                            + request.group(2)
                            + (request.group(1).equals("DELETE") ? " --cancel" : "")
                            + (request.group(3) == null ? "" : " --follow")));
    for (Map.Entry<String, String> command : COMMANDS.entrySet()) {
      advice = advice.replace(command.getKey(), command.getValue());
    }
    return advice;
  }
}
