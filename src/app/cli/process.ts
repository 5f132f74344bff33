import { EXIT } from "../exit.ts";
import { readInput } from "../input.ts";
import { main } from "./cli.ts";
import { progressLine } from "./progress.ts";
import { terminalPrompts } from "./prompts.ts";

const USUAL_WIDTH = 80;

/** Runs the command line of this process, and hands back its exit code. */
export async function runProcess(): Promise<number> {
  // A reader that has seen enough (`| head`) closes the pipe: nobody is left to tell, and the exit code still counts.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      err(`keelcheck: the output cannot be written: ${error.message}\n`);
      process.exit(EXIT.internal);
    });
  }

  // A terminal that does not know its width says 0, and would get each letter on a line of its own.
  if (process.stdout.columns === 0) process.stdout.columns = USUAL_WIDTH;
  return await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err,
    env: process.env,
    cwd: process.cwd(),
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    ...(!process.stdin.isTTY && { input: () => readInput(process.stdin) }),
    ...(process.stdin.isTTY &&
      process.stdout.isTTY && { prompts: terminalPrompts(process.stdin, process.stdout) }),
    ...(process.stderr.isTTY && { progress: () => progressLine(process.stderr.fd, err) }),
    ...(process.stdout.isTTY && { columns: process.stdout.columns }),
  });
}

function err(text: string): void {
  process.stderr.write(text);
}
