/**
 * The words of a change: migration, run, event, status, refusal, failure, and who asked. Records
 * without behaviour of their own, which the packages below this one share with each other and
 * everybody else; they know neither database nor Flyway.
 */
package dev.waymark.migration;
