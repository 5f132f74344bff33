import { endGroup, setFailed, setOutput, startGroup, summary } from "@actions/core";

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

/** The runner that started this process. */
export function actionsRunner(): Runner {
  const print = (text: string) => {
    process.stdout.write(text);
  };
  return {
    print,
    group: (title, text) => {
      startGroup(title);
      print(text);
      endGroup();
    },
    output: (name, value) => {
      try {
        setOutput(name, value);
      } catch {
        print(`the output ${name} could not be set: the file in GITHUB_OUTPUT does not exist\n`);
      }
    },
    summary: async (markdown) => {
      try {
        await summary.addRaw(markdown).write();
        return undefined;
      } catch (error) {
        return `the job summary could not be written: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
    fail: setFailed,
  };
}
