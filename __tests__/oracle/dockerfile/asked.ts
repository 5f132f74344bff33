/** What is asked of the judge, and what it answers: main.go reads and writes these, one a line. */
import { spawnSync } from "node:child_process";

export interface Question {
  readonly name: string;
  readonly dockerfile?: string;
  /** A `.dockerignore`, and paths relative to the context. */
  readonly ignore?: string;
  readonly paths?: readonly string[];
}

/** What BuildKit makes of a Dockerfile, or patternmatcher of a `.dockerignore`. */
export interface Answer {
  readonly name: string;
  readonly instructions:
    | readonly { readonly keyword: string; readonly start: number; readonly end: number }[]
    | null;
  readonly refused: {
    readonly message: string;
    readonly line: number;
    readonly by: "parser" | "plan";
  } | null;
  readonly image: JudgedImage | null;
  /** References of the images that the stages start from, in full. */
  readonly bases: readonly string[] | null;
  /** Of each path whether it is left out; `null` where the build stops at it. */
  readonly ignored: readonly (boolean | null)[] | null;
}

export interface JudgedImage {
  readonly user: string;
  /** `8080/tcp` */
  readonly exposes: readonly string[] | null;
  /** `NAME=value` */
  readonly environment: readonly string[];
  readonly workdir: string;
  readonly entrypoint: readonly string[] | null;
  readonly command: readonly string[] | null;
  readonly volumes: readonly string[] | null;
  readonly healthcheck: { readonly test: readonly string[] } | null;
}

/** Asks the program; answers come in the order of the questions. */
export function ask(program: string, questions: readonly Question[]): readonly Answer[] {
  const answers: Answer[] = [];
  for (let first = 0; first < questions.length; first += AT_ONCE) {
    const input = questions.slice(first, first + AT_ONCE).map((one) => JSON.stringify(one));
    const ran = spawnSync(program, { input: input.join("\n"), encoding: "utf8", maxBuffer: 1 << 30 });
    if (ran.status !== 0) throw new Error(`${program}: exit ${ran.status}: ${ran.stderr}`);
    // One answer a line, of the form that main.go writes.
    for (const line of ran.stdout.split("\n")) if (line !== "") answers.push(JSON.parse(line) as Answer);
  }
  return answers;
}

const AT_ONCE = 2000;
