/** php-fpm as it is started: measured with PHP 8.2.36 of Debian 12. */
import { type FpmValue, parseFpm } from "../../parsers/fpm.ts";
import type { Place } from "../../source.ts";
import { within } from "../../work.ts";
import type { Accounts, ContainerUser } from "../accounts.ts";
import { baseName, resolvePath } from "../container-path.ts";
import type { Fact, Unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { StartedProgram } from "../start/record.ts";

/** A value of a pool in force. */
export interface PoolValue {
  readonly text: string;
  readonly at: Place;
}

/** A pool of which all files are the repo's. */
export interface FpmPool {
  readonly name: string;
  /** Its head, where it stands first. */
  readonly at: Place;
  /** By key; of one that stands twice the last. */
  readonly values: ReadonlyMap<string, PoolValue>;
}

/** A php-fpm that starts, with the pools that are known to the end. */
export interface Fpm {
  readonly program: string;
  readonly at: Place;
  /** Who its master runs as. */
  readonly master: Fact<ContainerUser>;
  /** `-R`: pools may be root's. */
  readonly allowsRoot: boolean;
  readonly pools: readonly FpmPool[];
  /** Where all of its pools listen, those of its package among them; absent where that cannot be told. */
  readonly listens?: readonly string[];
  readonly accounts: Accounts;
}

/** What php-fpm is read from. */
export interface FpmInput {
  readonly files: ContainerFiles;
  readonly accounts: Accounts;
  /** Who its master is started as. */
  readonly master: Fact<ContainerUser>;
  /** The FROM of the image: what is not known there is only what a base has. */
  readonly from: Place;
}

// The folders of pools of the official image, of Debian's, Alpine's and Red Hat's packages, and where the pool of each
// listens; the official image's and Red Hat's have further files that may say it.
const FOLDERS: readonly (readonly [
  program: RegExp,
  folder: (version: string) => string,
  listen?: (version: string) => string,
])[] = [
  [/^php-fpm$/, () => "/usr/local/etc/php-fpm.d"],
  [/^php-fpm$/, () => "/etc/php-fpm.d"],
  [
    /^php-fpm(\d+\.\d+)$/,
    (version) => `/etc/php/${version}/fpm/pool.d`,
    (version) => `/run/php/php${version}-fpm.sock`,
  ],
  [/^php-fpm(\d+)$/, (version) => `/etc/php${version}/php-fpm.d`, () => "127.0.0.1:9000"],
];
const STOCK_POOL = "www";

/** Reads a php-fpm; `undefined` where an option or a script says what it reads. */
export function readFpm({ program, args, at }: StartedProgram, input: FpmInput): Fpm | undefined {
  if (args.some((arg) => arg === null || /^(-y|--fpm-config|-c|-n|-t|-i|-h|-v|-m)/.test(arg)))
    return undefined;
  const allowsRoot = args.some((arg) => arg === "--allow-to-run-as-root" || /^-[DFOR]*R/.test(arg ?? ""));
  const folders = FOLDERS.flatMap(([name, folder, listen]) => {
    const [match, version = ""] = name.exec(baseName(program)) ?? [];
    return match === undefined ? [] : [{ folder: folder(version), listen: listen?.(version) }];
  });
  const pools = folders.flatMap(({ folder }) => poolsOf(folder, input));
  const [only] = folders;
  const listens = only?.listen === undefined ? undefined : listensOf(only.folder, only.listen, input);
  const { accounts, master } = input;
  return { program, at, master, allowsRoot, pools, ...(listens && { listens }), accounts };
}

/** Where the pools of a folder listen; `undefined` where not all of it is known. */
function listensOf(folder: string, usual: string, input: FpmInput): readonly string[] | undefined {
  const { files: found, others } = input.files.glob(`${folder}/*.conf`);
  const stock = input.files.lookup(resolvePath(folder, `${STOCK_POOL}.conf`));
  const isStock = stock !== undefined && !isFile(stock);
  if (found.some(({ content }) => !content.known)) return undefined;
  if ([others, isStock ? stock : undefined].some((why) => why !== undefined && !isOfBase(why, input)))
    return undefined;
  const own = poolsOf(folder, input);
  const listens = own.map(({ name, values }) => values.get("listen")?.text.replaceAll("$pool", name));
  if (listens.some((listen) => listen === undefined || /[${]/.test(listen))) return undefined;
  return [...listens.filter((listen) => listen !== undefined), ...(isStock ? [usual] : [])];
}

function isOfBase({ at }: Unknown, { from }: FpmInput): boolean {
  return at.file === from.file && at.span?.start === from.span?.start;
}

/** The pools of a folder that only files of the repo say something of. */
function poolsOf(folder: string, input: FpmInput): readonly FpmPool[] {
  const { files } = input;
  const { files: found, others } = files.glob(`${folder}/*.conf`);
  if (others !== undefined && !isOfBase(others, input)) return [];
  const stock = files.lookup(resolvePath(folder, `${STOCK_POOL}.conf`));
  const isStockLeft = stock !== undefined && (!isFile(stock) || stock.source === undefined);
  const pools = new Map<string, { name: string; at: Place; values: Map<string, PoolValue> }>();
  for (const file of found) {
    if (!file.content.known) return [];
    const { file: text, place } = file.content.value;
    const unit = { doing: "reading this as configuration of php-fpm", at: place() };
    for (const { name, span, values } of within(unit, () => parseFpm(text))) {
      const key = name.toLowerCase();
      if (key === "global") continue;
      const pool = pools.get(key) ?? { name, at: place(span), values: new Map() };
      for (const value of values) pool.values.set(value.key, placed(value, place));
      pools.set(key, pool);
    }
  }
  return [...pools.values()].filter(({ name }) => !(isStockLeft && name.toLowerCase() === STOCK_POOL));
}

function placed({ text, span }: FpmValue, place: (span: FpmValue["span"]) => Place): PoolValue {
  return { text, at: place(span) };
}
