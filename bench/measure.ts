/** What a child process takes, with all that it starts itself: on Linux, out of /proc. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Measured {
  /** User and system time, in seconds. */
  readonly cpu: number;
  /** Seconds from the start to the end. */
  readonly wall: number;
  /** MB that the process itself had at most. */
  readonly memory: number;
  readonly output: Buffer;
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
}

// The clock of /proc counts hundredths (proc_pid_stat(5), USER_HZ).
const TICKS_A_SECOND = 100;
const MEMORY_EVERY = 10;

/** Runs a command to its end. Nothing else may end in the meantime: the processor time of all children is one number. */
export function measure({ program, args, cwd, env = process.env }: Command): Promise<Measured> {
  const before = cpuOfChildren();
  const start = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "ignore"] });
  const chunks: Buffer[] = [];
  let memory = 0;
  const watch = () => {
    memory = Math.max(memory, peakOf(child.pid));
  };
  const timer = setInterval(watch, MEMORY_EVERY);
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on("close", (exitCode) => {
      clearInterval(timer);
      const wall = (performance.now() - start) / 1000;
      resolve({ cpu: cpuOfChildren() - before, wall, memory, output: Buffer.concat(chunks), exitCode });
    });
  });
}

/** Seconds that all children that have ended took, theirs included. */
function cpuOfChildren(): number {
  const stat = readFileSync("/proc/self/stat", "utf8");
  // The name of the program, in parentheses, may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // cutime and cstime are the 16th and 17th of all.
  return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
}

function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = "0"] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    // It has ended.
    return 0;
  }
}

/** The middle one, or the mean of both. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[(sorted.length - 1) >> 1],
    sorted[sorted.length >> 1],
  ];
  return (low + high) / 2;
}
