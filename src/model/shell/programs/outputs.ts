/** Programs that write one file alone, and read whatever else they name. */
import { ownValue } from "../../../names.ts";
import { parentOf, resolvePath } from "../../container-path.ts";
import type { Effect } from "../effects.ts";
import { type FileCommand, type Options, operands } from "../options.ts";
import { awkFiles } from "./awk.ts";

/** The path as it is written; nothing where it only prints, `undefined` where it may write others too. */
type Output = (args: readonly string[]) => readonly string[] | undefined;

const SORT: Options = {
  short: "oktSTA",
  long: [
    ...["output", "key", "field-separator", "buffer-size", "temporary-directory", "parallel"],
    ...["batch-size", "compress-program", "files0-from", "random-source", "sort"],
  ],
};
const SHUF: Options = { short: "oni", long: ["output", "head-count", "input-range", "random-source"] };
const UNIQ: Options = { short: "fsw", long: ["skip-fields", "skip-chars", "check-chars"] };

const AWK: Options = { short: "vF", long: ["assign", "field-separator"] };

function awkOutput(args: readonly string[]): readonly string[] | undefined {
  const { names, values, flags } = operands(args, AWK);
  const isPlain = [...values.keys(), ...flags].every((name) => /^(v|F|assign|field-separator)$/.test(name));
  return isPlain ? awkFiles(names[0] ?? "") : undefined;
}

const OUTPUTS: Readonly<Record<string, Output>> = {
  awk: awkOutput,
  gawk: awkOutput,
  mawk: awkOutput,
  sort: (args) => {
    const { values } = operands(args, SORT);
    // It hands what it keeps aside to another program.
    return values.has("compress-program") ? undefined : named(values, "o", "output");
  },
  shuf: (args) => named(operands(args, SHUF).values, "o", "output"),
  uniq: (args) => operands(args, UNIQ).names.slice(1, 2),
};

/** What a program writes that reads the rest of what it names; `undefined` for any other. */
export function outputEffects(
  name: string,
  { args, folder, why }: FileCommand,
): readonly Effect[] | undefined {
  const written = ownValue(OUTPUTS, name)?.(args);
  return written?.map((file): Effect => {
    const path = file.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", file) : "/";
    return {
      kind: "opaque",
      path,
      why: why({ key: `${name} ${path}`, why: `what ${name} writes to ${path} is unknown` }),
    };
  });
}

function named(values: ReadonlyMap<string, string>, ...options: readonly string[]): readonly string[] {
  return options.flatMap((option) => values.get(option) ?? []);
}

// The endings that a program which unpacks takes off a name (gzip(1), bzip2(1), xz(1), zstd(1), lz4(1), brotli(1), gpg(1)).
const PACKED = /\.(gz|z|Z|taz|xz|lzma|txz|tlz|bz2?|tbz2?|zst|zstd|lz4|lz|lzo|br|gpg|pgp|asc|sig)$/;
const UNPACKS = /^-(?!-)\w*d|^--(decompress|uncompress|decrypt|extract)$/;
const PRINTS = /^-(?!-)\w*c|^--(stdout|to-stdout)$/;

const PACKERS = [
  ...["gzip", "gunzip", "uncompress", "pigz", "unpigz", "bzip2", "bunzip2", "lbzip2", "lbunzip2", "pbzip2"],
  ...["xz", "unxz", "lzma", "unlzma", "zstd", "unzstd", "pzstd", "lz4", "unlz4", "lzip", "lunzip", "lzop"],
  ...["brotli", "unbrotli", "gpg", "gpg2"],
];

/** Programs that unpack files beside them: the paths that they make. */
export const packers: Readonly<Record<string, (call: PackerCall) => readonly string[]>> = Object.fromEntries(
  PACKERS.map((name) => [name, (call) => unpackedBeside(name, call)]),
);

type PackerCall = Pick<FileCommand, "args" | "folder">;

function unpackedBeside(name: string, { args, folder }: PackerCall): readonly string[] {
  const isUnpacking = /^(un|bun|gun|lbun)|^gpg/.test(name) || args.some((arg) => UNPACKS.test(arg));
  if (!isUnpacking || args.some((arg) => PRINTS.test(arg))) return [];
  return args.flatMap((arg) => {
    const isPattern = /[*?[]/.test(arg);
    if (arg.startsWith("-") || !(isPattern || PACKED.test(arg))) return [];
    if (!arg.startsWith("/") && folder === null) return [];
    // A pattern stands for files of its folder.
    const path = isPattern ? parentOf(arg.replace(/[*?[].*$/s, "x")) : arg.replace(PACKED, "");
    return [resolvePath(folder ?? "/", path)];
  });
}
