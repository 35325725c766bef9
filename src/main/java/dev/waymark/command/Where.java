package dev.waymark.command;

import dev.waymark.command.local.LocalProcess;
import dev.waymark.command.service.HttpCalls;
import dev.waymark.command.service.RemoteService;
import dev.waymark.command.service.Service;
import dev.waymark.command.service.Tls;
import dev.waymark.command.service.Token;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whom a command asks: the services in this process, or a Waymark that runs elsewhere. */
final class Where {
  @Option(
      names = "--remote",
      paramLabel = "URL",
      description =
          "Ask the Waymark that runs there, which needs no database and no setting here. Its token"
              + " comes from --token-file, WAYMARK_TOKEN_FILE or WAYMARK_TOKEN.")
  private String remote;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file that holds the token; it is read again for each request.")
  private Path tokenFile;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "A PEM file of the authorities to believe over https, and no others.")
  private Path authorities;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description =
          "A PEM file of the certificate to come with, where mutual TLS says who the client is.")
  private Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "A PEM file of its private key (PKCS #8).")
  private Path key;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what happens, on standard error.")
  private boolean verbose;

  /** Null where the command line has none of them. */
  @ArgGroup(
      exclusive = false,
      validate = false,
      heading = "%nSettings of this process, each in the place of its variable:%n")
  private SettingOptions settings;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether another process is asked. */
  boolean isRemote() {
    return remote != null;
  }

  /** Reads with the service that is asked; returns the code to end with. */
  int ask(ToIntFunction<Service> work) {
    return run(false, work);
  }

  /** Changes the database with the service that is asked; returns the code to end with. */
  int change(ToIntFunction<Service> work) {
    return run(true, work);
  }

  private int run(boolean changing, ToIntFunction<Service> work) {
    if (remote != null) {
      if (settings != null) {
        throw wrong(
            "Settings of this process do not belong to --remote: that Waymark has its own.");
      }
      return work.applyAsInt(new RemoteService(calls()));
    }
    if (tokenFile != null || authorities != null || certificate != null || key != null) {
      throw wrong("--token-file, --cacert, --cert and --key belong to --remote.");
    }
    return LocalProcess.run(given(), verbose, changing, work);
  }

  private Map<String, String> given() {
    try {
      return settings == null ? Map.of() : settings.given();
    } catch (IOException exception) {
      throw wrong("The address is to come from %s.".formatted(exception.getMessage()));
    } catch (IllegalArgumentException exception) {
      throw wrong(exception.getMessage());
    }
  }

  /** What somebody may have meant by an address without a scheme. */
  private String bare() {
    String address = remote.replaceFirst("^/+", "");
    return address.isEmpty() ? "waymark.example.com" : address;
  }

  private URI address() {
    URI address;
    try {
      address = new URI(remote);
    } catch (URISyntaxException exception) {
      throw noAddress();
    }
    if (address.getScheme() == null || address.isOpaque()) {
      throw wrong(
          "--remote: %s does not say how to speak to it. Write https://%s, or http://%s without TLS."
              .formatted(remote, bare(), bare()));
    }
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getQuery() != null) {
      throw noAddress();
    }
    if (address.getUserInfo() != null) {
      throw wrong("--remote: no credentials there, where others can see them; see --token-file.");
    }
    return address;
  }

  private ParameterException noAddress() {
    return wrong("--remote: an address looks like https://waymark.example.com.");
  }

  private HttpCalls calls() {
    URI address = address();
    if ((certificate == null) != (key == null)) {
      throw wrong("--cert and --key belong together.");
    }
    Tls tls =
        new Tls(
            Optional.ofNullable(authorities),
            Optional.ofNullable(certificate),
            Optional.ofNullable(key));
    Token token = Token.of(tokenFile, System.getenv());
    try {
      token.read();
      return HttpCalls.to(address, token, tls);
    } catch (Token.Unusable | Tls.Unusable exception) {
      throw wrong(exception.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    CommandLine line = command.commandLine();
    return new ParameterException(line, message);
  }
}
