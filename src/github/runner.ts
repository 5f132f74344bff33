import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync } from "node:fs";
import { EOL } from "node:os";

/** What the Action says to GitHub's runner. */
export interface Runner {
  /** Prints text as it is; workflow commands in it are obeyed. */
  readonly print: (text: string) => void;
  /** Prints text that is folded in the log; the same holds for commands. */
  readonly group: (title: string, text: string) => void;
  readonly output: (name: string, value: string | number) => void;
  /** Adds to the job summary; hands back why that was not possible. */
  readonly summary: (markdown: string) => Promise<string | undefined>;
  /** Says that the step failed, and why: one error annotation without a file. */
  readonly fail: (message: string) => void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The runner that started this process, spoken to as it documents: by commands in the log and by the files that the
 * environment names. `@actions/core` does the same and loads an HTTP client for what is not used here.
 */
export function actionsRunner(env: Environment = process.env): Runner {
  const print = (text: string) => {
    process.stdout.write(text);
  };
  return {
    print,
    group: (title, text) => {
      print(command("group", title));
      print(text);
      print(command("endgroup"));
    },
    output: (name, value) => {
      const { GITHUB_OUTPUT: file } = env;
      if (!file) print(`${EOL}${command(`set-output name=${name}`, String(value))}`);
      else if (!appended(file, outputLines(name, String(value))))
        print(`the output ${name} could not be set: the file in GITHUB_OUTPUT does not exist\n`);
    },
    summary: async (markdown) => {
      const { GITHUB_STEP_SUMMARY: file } = env;
      if (!file) return "the job summary could not be written: GITHUB_STEP_SUMMARY names no file";
      if (appended(file, markdown)) return undefined;
      return `the job summary could not be written: the file in GITHUB_STEP_SUMMARY is not there or closed to this job`;
    },
    fail: (message) => print(command("error", message)),
  };
}

/** Adds to a file that the runner made; whether that was possible. */
function appended(file: string, text: string): boolean {
  try {
    if (!existsSync(file)) return false;
    appendFileSync(file, text);
    return true;
  } catch {
    return false;
  }
}

/** A command of the log; what would end it is escaped. */
function command(name: string, message = ""): string {
  const data = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return `::${name}::${data}${EOL}`;
}

/** A value between two lines that nobody can foresee, so that it may hold any others. */
function outputLines(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return [`${name}<<${delimiter}`, value, delimiter, ""].join(EOL);
}
