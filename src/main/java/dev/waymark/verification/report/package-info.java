/**
 * What a verification says, and its shapes for programs and people: JSON, Markdown, JUnit, text.
 */
package dev.waymark.verification.report;
