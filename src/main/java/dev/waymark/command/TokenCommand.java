package dev.waymark.command;

import picocli.CommandLine.Command;

/** {@code waymark token}: who may call a server. */
@Command(
    name = "token",
    header = "Makes tokens for those who may call a server.",
    description = "",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TokenCreateCommand.class)
final class TokenCommand {}
