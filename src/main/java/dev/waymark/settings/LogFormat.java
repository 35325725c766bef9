package dev.waymark.settings;

/** How the log is written. */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** One JSON object a line, for collectors of logs; the default in production. */
  JSON
}
