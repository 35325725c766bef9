/**
 * What the same binary does with arguments. {@link dev.waymark.command.WaymarkCommand} reads the
 * command line before anything is started, so that help, mistakes and whatever asks a running
 * Waymark need neither database nor configuration.
 *
 * <p>The way of {@code waymark status}: {@link dev.waymark.command.StatusCommand} → {@link
 * dev.waymark.command.Where} (this process, or elsewhere) → {@link
 * dev.waymark.command.local.LocalProcess} (the services of this process, by {@link
 * dev.waymark.assembly.Assembly} without the framework) → {@link
 * dev.waymark.command.service.Service} → {@link dev.waymark.command.service.Answer} (the JSON of
 * HTTP, and what it means) → {@link dev.waymark.command.output.Printer}.
 *
 * <p>To add a command:
 *
 * <ol>
 *   <li>Write a class {@code XyzCommand implements Callable<Integer>} with picocli's
 *       {@code @Command}, a header, and an example in its description; name it in the subcommands
 *       of {@link dev.waymark.command.WaymarkCommand}. One that needs no database returns the
 *       number of an {@link dev.waymark.command.service.ExitCode} and is done.
 *   <li>One that asks the service has a {@code @Mixin Where} and a {@code @Mixin Output}, and a
 *       method in {@link dev.waymark.command.service.Service}, answered locally and remotely with
 *       the same JSON; how people read that is a {@link dev.waymark.text.Shape}.
 *   <li>Give it a section in docs/reference/commands.md, whose examples are run by a test, and a
 *       test as a process beside {@code CommandIT}.
 * </ol>
 *
 * <p>No class here is a bean: a command starts no framework, which would take longer than what most
 * commands do. What observes the framework's start is a server's alone.
 */
package dev.waymark.command;
