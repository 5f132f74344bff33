/**
 * Keeps what V8 compiled of this program, so that the next start need not: more than half of the time of a short
 * command. Node's own compile cache keeps what is compiled as a file loads; this one also what was compiled as it was called.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import module, { createRequire } from "node:module";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** A file of this program as it runs. */
interface Loaded {
  readonly script: Script;
  /** Where it is kept. */
  readonly path: string;
  /** Processor seconds of the run that kept it; 0 where nothing is kept. */
  readonly seconds: number;
}

/** What is kept of a file: a check of all that follows, the seconds of the run that kept it, and V8's data. */
interface Kept {
  readonly seconds: number;
  readonly data?: Buffer;
}

const NOTHING: Kept = { seconds: 0 };
const CHECK_BYTES = 4;
const HEAD_BYTES = 12;
// A run that needed so much more than the one that kept it has called more.
const MORE = 1.5;

/** Keeps it in a folder of the user's own: in one that others may write, it would be theirs to choose what runs. */
export function rememberCompiled(folder: string = usualFolder()): void {
  if (process.env["NODE_DISABLE_COMPILE_CACHE"] !== undefined) return;
  // The sources as they stand are modules, of which only Node can keep anything.
  module.enableCompileCache?.(folder);
  const own = dirname(fileURLToPath(import.meta.url));
  const ofThisNode = join(folder, `${process.version}-${process.arch}`);
  const loaded: Loaded[] = [];
  const { extensions } = createRequire(import.meta.url);
  const usual = extensions[".js"];
  extensions[".cjs"] = (module, file) => {
    if (dirname(file) === own) loaded.push(run(module, file, ofThisNode));
    else usual?.(module, file);
  };
  process.once("exit", () => keep(loaded, ofThisNode));
}

/** Where it is kept, for a worker; `undefined` where it is not. */
export function compiledFolder(): string | undefined {
  return ".cjs" in createRequire(import.meta.url).extensions ? usualFolder() : undefined;
}

function run(module: NodeJS.Module, file: string, folder: string): Loaded {
  const source = readFileSync(file);
  const path = join(folder, `${basename(file)}-${crc32(source).toString(16)}`);
  const { seconds, data } = readKept(path);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(data && { cachedData: data }),
  });
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return { script, path, seconds: script.cachedDataRejected === false ? seconds : 0 };
}

function readKept(path: string): Kept {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= HEAD_BYTES || bytes.readUInt32LE() !== crc32(bytes.subarray(CHECK_BYTES)))
      return NOTHING;
    return { seconds: bytes.readDoubleLE(CHECK_BYTES), data: bytes.subarray(HEAD_BYTES) };
  } catch {
    return NOTHING;
  }
}

/** Where the folder cannot be written nothing is kept. */
function keep(loaded: readonly Loaded[], folder: string): void {
  const { user, system } = process.cpuUsage();
  const seconds = (user + system) / 1e6;
  const fuller = loaded.filter((file) => seconds > MORE * file.seconds);
  if (fuller.length === 0) return;
  try {
    mkdirSync(folder, { recursive: true });
    for (const { script, path } of fuller) {
      const bytes = Buffer.concat([Buffer.alloc(HEAD_BYTES), script.createCachedData()]);
      bytes.writeDoubleLE(seconds, CHECK_BYTES);
      bytes.writeUInt32LE(crc32(bytes.subarray(CHECK_BYTES)));
      // Another check may read it at the same time.
      const own = `${path}.${process.pid}`;
      writeFileSync(own, bytes);
      renameSync(own, path);
    }
  } catch {
    // The next run compiles again.
  }
}

function usualFolder(): string {
  const { XDG_CACHE_HOME: cache = "" } = process.env;
  return join(isAbsolute(cache) ? cache : join(homedir(), ".cache"), "keelcheck");
}
