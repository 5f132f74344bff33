/** Reads nginx's directives and variables out of the C of one release. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DirectiveEntry, DirectiveValue } from "../../../src/parsers/nginx/table.ts";

/** A directive as one module declares it. */
export interface Declared extends Omit<DirectiveEntry, "since" | "until"> {
  readonly name: string;
}

/** What one release declares. */
export interface Release {
  readonly directives: readonly Declared[];
  /** Names of variables, `http_` and their like as `http_*`, by `http` and `stream`. */
  readonly variables: { readonly http: readonly string[]; readonly stream: readonly string[] };
  /** Those that no directive may make anew, where the build has their module. */
  readonly fixed: { readonly http: readonly string[]; readonly stream: readonly string[] };
}

// Contexts by nginx's own flags, in the order in which a message names them.
const CONTEXTS: readonly (readonly [flag: string, context: string])[] = [
  ["NGX_ANY_CONF", "any"],
  ["NGX_MAIN_CONF", "main"],
  ["NGX_EVENT_CONF", "events"],
  ["NGX_HTTP_MAIN_CONF", "http"],
  ["NGX_HTTP_SRV_CONF", "server"],
  ["NGX_HTTP_SIF_CONF", "if in server"],
  ["NGX_HTTP_LOC_CONF", "location"],
  ["NGX_HTTP_LIF_CONF", "if in location"],
  ["NGX_HTTP_LMT_CONF", "limit_except"],
  ["NGX_HTTP_UPS_CONF", "upstream"],
  ["NGX_STREAM_MAIN_CONF", "stream"],
  ["NGX_STREAM_SRV_CONF", "stream server"],
  ["NGX_STREAM_UPS_CONF", "stream upstream"],
  ["NGX_MAIL_MAIN_CONF", "mail"],
  ["NGX_MAIL_SRV_CONF", "mail server"],
];

/** The directives and variables of a folder with nginx's `src`. */
export function deriveRelease(source: string): Release {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".c"),
  );
  const texts = files.map((file) => ({
    file,
    text: withoutComments(readFileSync(join(source, file), "utf8")),
  }));
  const bodies = new Map(texts.flatMap(({ text }) => bodiesOf(text)));
  return {
    directives: texts.flatMap(({ file, text }) => directivesOf(text, { module: moduleOf(file), bodies })),
    variables: {
      http: variablesOf(texts.filter(({ file }) => file.startsWith("http/")).map(({ text }) => text)),
      stream: variablesOf(texts.filter(({ file }) => file.startsWith("stream/")).map(({ text }) => text)),
    },
    fixed: {
      http: fixedOf(texts.filter(({ file }) => file.startsWith("http/")).map(({ text }) => text)),
      stream: fixedOf(texts.filter(({ file }) => file.startsWith("stream/")).map(({ text }) => text)),
    },
  };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*#(?!define).*(\\\n.*)*$/gm, "");
}

/** `ngx_http_gzip_filter_module.c` is `http_gzip`. */
function moduleOf(file: string): string {
  const name = file.split("/").at(-1) ?? file;
  const module = /^ngx_((?:http|stream|mail)\w*?)(?:_filter)?(?:_module)?\.c$/.exec(name)?.[1];
  return module === undefined ? "core" : module.includes("_") ? module : `${module}_core`;
}

function bodiesOf(text: string): readonly (readonly [name: string, body: string])[] {
  return [...text.matchAll(/^(\w+)\([^;{]*\)\n\{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => [
    name,
    body,
  ]);
}

interface Around {
  readonly module: string;
  readonly bodies: ReadonlyMap<string, string>;
}

function directivesOf(text: string, around: Around): readonly Declared[] {
  const tables = [...text.matchAll(/ngx_command_t\s+\w+\[\]\s*=\s*\{([\s\S]*?)\n\};/g)];
  return tables.flatMap(([, table = ""]) =>
    [...table.matchAll(/\{\s*ngx_string\("([^"]+)"\),([\s\S]*?)\}\s*,/g)].map(([, name = "", rest = ""]) => {
      const fields = rest.split(",").map((field) => field.trim());
      const [flags = "", handler = ""] = fields;
      // An offsetof holds a comma, too.
      const post = fields.at(-1) ?? "";
      return declared(text, around, { name, flags: flags.split(/[|\s]+/), handler, post });
    }),
  );
}

interface Command {
  readonly name: string;
  readonly flags: readonly string[];
  readonly handler: string;
  readonly post: string;
}

function declared(text: string, { module, bodies }: Around, command: Command): Declared {
  const { name, flags, handler, post } = command;
  const block = flags.includes("NGX_CONF_BLOCK");
  const value = takenBy(text, handler, post);
  const body = bodies.get(handler) ?? "";
  const once = isOnce(handler, body);
  const reads = readsVariables(handler, body);
  return {
    name,
    in: CONTEXTS.filter(([flag]) => flags.includes(flag)).map(([, context]) => context),
    args: argumentsOf(flags),
    ...(block ? { block } : {}),
    ...(flags.includes("NGX_CONF_FLAG") ? { flag: true } : {}),
    ...(value === undefined ? {} : { value }),
    ...(once ? { once } : {}),
    ...(reads ? { variables: true as const } : {}),
    module,
  };
}

function argumentsOf(flags: readonly string[]): DirectiveEntry["args"] {
  if (flags.includes("NGX_CONF_ANY")) return { atLeast: 0 };
  if (flags.includes("NGX_CONF_1MORE")) return { atLeast: 1 };
  if (flags.includes("NGX_CONF_2MORE")) return { atLeast: 2 };
  if (flags.includes("NGX_CONF_FLAG")) return [1];
  const counts = flags.flatMap((flag) => {
    if (flag === "NGX_CONF_NOARGS") return [0];
    return [...(/^NGX_CONF_TAKE(\d+)$/.exec(flag)?.[1] ?? "")].map(Number);
  });
  return [...new Set(counts)].sort((left, right) => left - right);
}

const KINDS: Readonly<Record<string, DirectiveValue["kind"]>> = {
  ngx_conf_set_num_slot: "number",
  ngx_conf_set_size_slot: "size",
  ngx_http_set_complex_value_size_slot: "size or variable",
  ngx_stream_set_complex_value_size_slot: "size or variable",
  ngx_conf_set_off_slot: "offset",
  ngx_conf_set_msec_slot: "milliseconds",
  ngx_conf_set_sec_slot: "seconds",
  ngx_conf_set_bufs_slot: "buffers",
  ngx_conf_set_enum_slot: "word",
  ngx_conf_set_bitmask_slot: "words",
};

function takenBy(text: string, handler: string, post: string): DirectiveValue | undefined {
  const kind = Object.hasOwn(KINDS, handler) ? KINDS[handler] : undefined;
  if (kind === undefined) return undefined;
  const named = /^&(\w+)/.exec(post)?.[1];
  const given =
    named === undefined
      ? undefined
      : new RegExp(`\\b${named}(?:\\[\\])?\\s*=\\s*\\{([\\s\\S]*?)\\};`).exec(text)?.[1];
  if (kind === "word" || kind === "words") {
    const words = [...(given ?? "").matchAll(/ngx_string\("([^"]+)"\)/g)].map(([, word = ""]) => word);
    return words.length === 0 ? undefined : { kind, words };
  }
  const bounds = /ngx_conf_check_num_bounds,\s*(-?\d+),\s*(-?\d+)/.exec(given ?? "");
  if (bounds === null) return { kind };
  const [least, most] = [Number(bounds[1]), Number(bounds[2])];
  return { kind, least, ...(most < 0 ? {} : { most }) };
}

const SLOTS =
  /^ngx_(conf_set_(flag|num|size|off|msec|sec|bufs|enum|str|path|access)|(http|stream)_set_complex_value(_zero|_size)?)_slot$/;

/** A handler that refuses a second one only behind `off`, or for the same zone, lets it repeat. */
function isOnce(handler: string, body: string): boolean {
  const conditions = [...body.matchAll(/if \(([^{}]*)\)\s*\{\s*return "is duplicate"/g)].map(
    ([, all = ""]) => all,
  );
  const repeats = conditions.some((condition) => /== NULL|== 0|limits\[/.test(condition));
  return SLOTS.test(handler) || (conditions.length > 0 && !repeats);
}

function readsVariables(handler: string, body: string): boolean {
  return (
    /^ngx_(http|stream)_set_(complex_value|predicate)/.test(handler) ||
    /_compile_complex_value|_script_compile\(/.test(body)
  );
}

function fixedOf(texts: readonly string[]): readonly string[] {
  const tables = texts.flatMap((text) => [
    ...text.matchAll(/ngx_(?:http|stream)_variable_t\s+\w+\[\]\s*=\s*\{([\s\S]*?)\n\};/g),
  ]);
  const rows = tables.flatMap(([, table = ""]) => [
    ...table.matchAll(/\{\s*ngx_string\("([^"]+)"\)([\s\S]*?)\}/g),
  ]);
  return rows.flatMap(([, name = "", rest = ""]) => (/_VAR_(CHANGEABLE|PREFIX)/.test(rest) ? [] : [name]));
}

function variablesOf(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((text) => {
    const tables = [
      ...text.matchAll(/ngx_(?:http|stream)_(?:browser_)?variable_t\s+\w+\[\]\s*=\s*\{([\s\S]*?)\n\};/g),
    ];
    const rows = tables.flatMap(([, table = ""]) => [
      ...table.matchAll(/\{\s*ngx_string\("([^"]+)"\)([\s\S]*?)\}/g),
    ]);
    const prefixed = rows.map(([, name = "", rest = ""]) =>
      rest.includes("_VAR_PREFIX") ? `${name}*` : name,
    );
    const single = [...text.matchAll(/ngx_str_t\s+\w+\s*=\s*ngx_string\("([a-z_0-9]+)"\)/g)].map(
      ([, name = ""]) => name,
    );
    return [...prefixed, ...(text.includes("_add_variable(") ? single : [])];
  });
  return [...new Set(names)].sort();
}
