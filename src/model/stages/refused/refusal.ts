import type { Dockerfile } from "../../../parsers/dockerfile/parse.ts";
import type { FileProblem } from "../../repo/problem.ts";
import type { Refused } from "./expanded.ts";

/** Where a build stops, and why; `late` where its plan is still made. */
export interface Refusal extends FileProblem {
  readonly late?: true;
}

/** What is said of it. */
export function refusalProblem({ file }: Dockerfile, { why, span, late }: Refused): Refusal {
  const problem = { at: { file, span }, message: `the build stops here: ${why}` };
  return late ? { ...problem, late } : problem;
}
