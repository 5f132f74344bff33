/** Objects of a repo, looked up and read by one git that is kept open. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { gitCommand } from "./git-run.ts";

/** What git says of an object. */
export interface ObjectInfo {
  readonly id: string;
  /** `blob`, `tree`, `commit` or `tag`. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Reads objects by what git calls them: ids, `HEAD`, `ID^{tree}`. Where that cannot be done (git is missing, too old,
 * hangs or does not trust the folder) every answer is `undefined`, and whoever asks by other ways is told why.
 */
export interface GitObjects {
  /** What each name stands for; `undefined` in its place where the clone lacks it. */
  readonly infos: (names: readonly string[]) => Promise<readonly (ObjectInfo | undefined)[] | undefined>;
  /** The bytes of objects, as `infos` told of them, by their ids. */
  readonly read: (objects: readonly ObjectInfo[]) => Promise<ReadonlyMap<string, Buffer> | undefined>;
  /** Ends git. Whatever is asked later is `undefined`. */
  readonly close: () => void;
}

const LIMIT = 5 * 60 * 1000;
const NEWLINE = 0x0a;

/** Starts git when it is first asked. */
export function gitObjects(folder: string, limit = LIMIT): GitObjects {
  let open: Conversation | undefined;
  let closed = false;
  const ask = async (lines: readonly string[], isWhole: () => (piece: Buffer) => boolean) => {
    if (closed || lines.some((line) => /[\n\0]/.test(line))) return undefined;
    open ??= converse(folder, limit);
    return await open.ask(`${lines.join("\n")}\nflush\n`, isWhole());
  };
  return {
    async infos(names) {
      if (names.length === 0) return [];
      const lines = names.map((name) => `info ${name}`);
      const answer = await ask(lines, () => endsAfterLines(names.length));
      return answer?.toString("latin1").split("\n").slice(0, -1).map(infoOf);
    },
    async read(objects) {
      if (objects.length === 0) return new Map();
      const heads = objects.map(({ id, type, size }) => `${id} ${type} ${size}\n`);
      const bytes = objects.reduce((sum, { size }, index) => sum + (heads[index]?.length ?? 0) + size + 1, 0);
      const lines = objects.map(({ id }) => `contents ${id}`);
      const answer = await ask(lines, () => endsAfterBytes(bytes));
      return answer && contentsOf(answer, objects, heads);
    },
    close() {
      closed = true;
      open?.end();
    },
  };
}

/** `ID TYPE SIZE`, or the name that was asked and why there is no such object. */
function infoOf(line: string): ObjectInfo | undefined {
  const [, id, type, size] = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line) ?? [];
  return id === undefined || type === undefined ? undefined : { id, type, size: Number(size) };
}

/** The bytes behind each head; `undefined` where an object is not what was told of it. */
function contentsOf(
  answer: Buffer,
  objects: readonly ObjectInfo[],
  heads: readonly string[],
): ReadonlyMap<string, Buffer> | undefined {
  const found = new Map<string, Buffer>();
  let at = 0;
  for (const [index, { id, size }] of objects.entries()) {
    const head = heads[index] ?? "";
    if (answer.toString("latin1", at, at + head.length) !== head) return undefined;
    at += head.length;
    found.set(id, answer.subarray(at, at + size));
    at += size + 1;
  }
  return found;
}

function endsAfterLines(count: number): (piece: Buffer) => boolean {
  let left = count;
  return (piece) => {
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) left--;
    return left <= 0;
  };
}

function endsAfterBytes(count: number): (piece: Buffer) => boolean {
  let left = count;
  return (piece) => {
    left -= piece.length;
    return left <= 0;
  };
}

/** A git that answers one question after the other. */
interface Conversation {
  readonly ask: (question: string, isWhole: (piece: Buffer) => boolean) => Promise<Buffer | undefined>;
  readonly end: () => void;
}

function converse(folder: string, limit: number): Conversation {
  const command = gitCommand(folder, ["cat-file", "--batch-command", "--buffer"]);
  if ("taken" in command) return { ask: async () => undefined, end: () => {} };
  const { args, env } = command;
  const git = spawn("git", args, { cwd: folder, env, stdio: "pipe", windowsHide: true });
  const hearing = hear(git);
  let turn: Promise<unknown> = Promise.resolve();
  const once = (question: string, isWhole: (piece: Buffer) => boolean) =>
    new Promise<Buffer | undefined>((resolve) => {
      const timer = setTimeout(() => git.kill("SIGKILL"), limit);
      hearing.next(isWhole, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      git.stdin.write(question);
    });
  return {
    ask(question, isWhole) {
      const answer = turn.then(() => once(question, isWhole));
      turn = answer;
      return answer;
    },
    end: () => git.stdin.destroy(),
  };
}

/** Gathers what git prints for the answer that is waited for; when git ends, there is none. */
function hear(git: ChildProcessWithoutNullStreams): {
  readonly next: (isWhole: (piece: Buffer) => boolean, answer: (bytes: Buffer | undefined) => void) => void;
} {
  let pieces: Buffer[] = [];
  let waiting:
    | { isWhole: (piece: Buffer) => boolean; answer: (bytes: Buffer | undefined) => void }
    | undefined;
  let ended = false;
  const settle = (bytes: Buffer | undefined) => {
    const settled = waiting;
    waiting = undefined;
    pieces = [];
    settled?.answer(bytes);
  };
  const end = () => {
    ended = true;
    settle(undefined);
  };
  git.on("error", end);
  git.on("close", end);
  // A git that has ended hears nothing more; that it has is told by its end.
  git.stdin.on("error", () => {});
  git.stderr.resume();
  git.stdout.on("data", (piece: Buffer) => {
    pieces.push(piece);
    if (waiting?.isWhole(piece) === true) settle(Buffer.concat(pieces));
  });
  return {
    next(isWhole, answer) {
      waiting = { isWhole, answer };
      if (ended) settle(undefined);
    },
  };
}
