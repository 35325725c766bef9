/**
 * What people set, where it comes from (the environment, files, {@code .env}), and what is refused.
 * A command reads its settings through the same classes, without the framework.
 */
package dev.waymark.settings;
