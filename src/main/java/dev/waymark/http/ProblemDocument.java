package dev.waymark.http;

/** What is written of problems for people, beside the JSON for programs. */
sealed interface ProblemDocument permits ProblemList, ProblemPage {
  String html();

  String text();

  String markdown();
}
