import type { components, paths } from "./api";

type Run = components["schemas"]["Run"];
type Problem = components["schemas"]["Problem"];
type Answer = paths["/migrations"]["post"]["responses"]["200"]["content"]["application/json"];

/** What a pipeline does with an answer: the compiler knows each member of each type. */
export function verdict(answer: Answer): string {
  const run: Run = answer;
  return run.outcome === "succeeded" ? `now ${run.toVersion}` : String(run.outcome);
}

export function advice(problem: Problem): string {
  switch (problem.type) {
    case "https://waymark.dev/problems/target-unknown":
      return `one of ${(problem.versions ?? []).join(", ")}`;
    case "https://waymark.dev/problems/migration-failed":
      return `${problem.script}, line ${problem.line}: ${problem.hint}`;
    default:
      return problem.hint;
  }
}
