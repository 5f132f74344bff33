/** Variables that nothing makes, or that nothing may make anew. */
import { nearest, ownValue } from "../../../names.ts";
import { entriesFor } from "../../../parsers/nginx/entries.ts";
import type { NginxDirective, NginxWord } from "../../../parsers/nginx/parse.ts";
import { compareReleases } from "../../../parsers/nginx/releases.ts";
import { fixedVariables, nginxVariables } from "../../../parsers/nginx/variables.ts";
import type { Place } from "../../../source.ts";
import { isStock } from "../../servers/files.ts";
import type { ServerProblem } from "../../servers/types.ts";
import { askedVariable, type GivenVariable } from "../../start/given.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { blamed, type Configuration, roomsNamed } from "./types.ts";
import { isClosed } from "./unknown.ts";

// Directives that make a variable, to where its name stands: from the front, or -1 for the last word.
const MAKERS: Readonly<Record<string, number>> = {
  set: 0,
  auth_request_set: 0,
  map: 1,
  split_clients: 1,
  geo: -1,
  perl_set: 0,
};

// Beside what the table says: handlers that look the variables up by themselves.
const READERS =
  /^(set|if|rewrite|return|map|geo|split_clients|log_format|access_log|add_header|add_trailer|root|alias|index|try_files|error_page|expires|(proxy|grpc)_set_header|(fastcgi|uwsgi|scgi)_param|(proxy|fastcgi|uwsgi|scgi)_(no_cache|cache_bypass|cache_key)|(proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass|auth_request_set|auth_basic|limit_req_zone|limit_conn_zone|hash|proxy_redirect|sub_filter|secure_link(_md5)?|limit_rate(_after)?|mirror|proxy_method|set_real_ip_from)$/;

/** Variables that the configuration reads and neither nginx nor the configuration makes. */
export function variableProblems(configuration: Configuration): readonly ServerProblem[] {
  // A module may make any.
  if (!isClosed(configuration)) return [];
  return (["http", "stream"] as const).flatMap((name) =>
    roomsNamed(configuration.steps, name).flatMap((room) => {
      const inside = everyStep(room.children).map(({ step }) => step);
      const known = makersIn(inside);
      const table = nginxVariables[name];
      const own = [...table.keys()];
      const read = inside
        .filter((step) => isCompiled(step, room))
        .flatMap((step) =>
          wordsRead(step, configuration).flatMap((word) => [
            ...unfinished(step, word),
            ...readIn(word.value).flatMap((variable) => {
              const lower = variable.toLowerCase();
              if (known.has(lower) || isOwn(lower, table, configuration)) return [];
              const since = table.get(lower);
              const like = since === undefined ? nearest(variable, [...own, ...known]) : undefined;
              const hint = like === undefined ? "" : `: did you mean "$${like}"?`;
              const message = `unknown "${variable}" variable${since === undefined ? hint : `: nginx has it since ${since} only`}`;
              return blamed(step, word, { key: `variable ${variable}`, message });
            }),
          ]),
        );
      return [...read, ...inside.flatMap((step) => madeAnew(step, { room: name, configuration }))];
    }),
  );
}

/** ngx_http_add_variable: nginx's own are changeable or not. */
function madeAnew(
  step: DirectiveStep,
  { room, configuration }: { readonly room: "http" | "stream"; readonly configuration: Configuration },
): readonly ServerProblem[] {
  const own = nginxVariables[room];
  return madeBy(step.directive).flatMap(({ word, name }) => {
    const lower = name.toLowerCase();
    if (!fixedVariables[room].has(lower) || !isOwn(lower, own, configuration)) return [];
    const since = own.get(lower) ?? "";
    const from = configuration.build.releases?.from;
    if (since !== "" && (from === undefined || compareReleases(from, since) < 0)) return [];
    const message = `duplicate "${name}" variable: it is one of nginx's own`;
    return blamed(step, word, { key: `variable anew ${name}`, message });
  });
}

function isOwn(name: string, table: ReadonlyMap<string, string>, { build }: Configuration): boolean {
  const since = table.get(name);
  const to = build.releases?.to;
  if (since !== undefined) return since === "" || to === undefined || compareReleases(since, to) <= 0;
  const prefix =
    /^(arg|cookie|http|jwt_claim|proxy_protocol_tlv|sent_http|sent_trailer|upstream_(?:cookie|http|trailer))_/.exec(
      name,
    )?.[0];
  return prefix !== undefined && (table.has(`${prefix}*`) || prefix === "upstream_trailer_");
}

/** Headers and parameters are looked at where a server is to send them: those of http in one without its own. */
function isCompiled({ directive, context }: DirectiveStep, room: DirectiveStep): boolean {
  const name = directive.name.value;
  if (context !== room.directive.name.value || !/_(set_header|param)$/.test(name)) return true;
  return room.children.some(
    ({ directive: one, children }) =>
      one.name.value === "server" && !children.some((child) => child.directive.name.value === name),
  );
}

/** A variable that is there for whoever renders the file, and that neither nginx, the configuration nor the image has. */
export function givenVariable(
  configuration: Configuration,
  isUnset: (name: string) => boolean,
): GivenVariable | undefined {
  const inside = everyStep(configuration.steps).map(({ step }) => step);
  const made = makersIn(inside);
  const isOfNginx = (name: string) =>
    made.has(name) || Object.values(nginxVariables).some((table) => isOwn(name, table, configuration));
  for (const { directive, loaded } of inside.filter((step) => !isStock(step.loaded.container))) {
    for (const { value, span } of directive.args) {
      const at = loaded.content.place(span);
      const name = bracedIn(value, configuration.rendered.has(loaded.container.path)).find(
        (one) => isUnset(one) && !isOfNginx(one.toLowerCase()) && isWritten(one, at),
      );
      if (name !== undefined) return askedVariable(name, "nginx may refuse this line", at);
    }
  }
  return undefined;
}

/** Whether a variable stands at a place in its own letters, and without a default. */
function isWritten(name: string, { file, span }: Place): boolean {
  return new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).test(file.text.slice(span?.start, span?.end));
}

/** Names of `${NAME}` in a text, in any case where something has rendered it. */
function bracedIn(text: string, isRendered: boolean): readonly string[] {
  const names = Array.from(text.matchAll(/\$\{([A-Za-z_]\w*)\}/g), ([, name = ""]) => name);
  return isRendered ? names : names.filter((name) => name === name.toUpperCase());
}

/** Names in lower case, as nginx compares them. */
function makersIn(inside: readonly DirectiveStep[]): ReadonlySet<string> {
  return new Set(inside.flatMap(({ directive }) => madeBy(directive).map(({ name }) => name.toLowerCase())));
}

/** The variables that a directive makes: by its word, and by the named groups of its patterns. */
function madeBy(directive: NginxDirective): readonly { readonly word: NginxWord; readonly name: string }[] {
  const index = ownValue(MAKERS, directive.name.value);
  const made = index === undefined ? undefined : directive.args.at(index);
  return [
    ...(made?.value.startsWith("$") === true ? [{ word: made, name: made.value.slice(1) }] : []),
    ...patternsOf(directive).flatMap((word) =>
      !word.value.includes("(?")
        ? []
        : [...word.value.matchAll(/\(\?P?[<'](\w+)[>']/g)].map(([, name = ""]) => ({ word, name })),
    ),
  ];
}

/** Where a pattern may stand whose named groups are variables. */
function patternsOf({ name, args }: NginxDirective): readonly NginxWord[] {
  if (name.value === "rewrite") return args.slice(0, 1);
  if (name.value !== "location") return [name, ...args];
  return args.filter(
    ({ value }, index) => value.startsWith("~") || /^~\*?$/.test(args[index - 1]?.value ?? ""),
  );
}

/** A `$` without a name behind it, or a brace that stays open (ngx_http_script_compile); a pattern's `$` is its end. */
function unfinished(step: DirectiveStep, word: NginxWord): readonly ServerProblem[] {
  if (word.value.startsWith("~")) return [];
  const [, open] = /\$\{(\w+)(?![\w}])/.exec(word.value) ?? [];
  if (open !== undefined)
    return blamed(step, word, {
      key: `bracket of ${open}`,
      message: `the closing bracket in "${open}" variable is missing`,
    });
  if (!/\$(?![\w{])/.test(word.value)) return [];
  return blamed(step, word, {
    key: `variable in ${word.value}`,
    message: `invalid variable name in "${word.value}"`,
  });
}

// The first word is a name, which stays as it stands.
const NAMED = /^((proxy|grpc)_set_header|add_(header|trailer)|(fastcgi|uwsgi|scgi)_param)$/;

function wordsRead(step: DirectiveStep, { build, rendered }: Configuration): readonly NginxWord[] {
  const { directive, context, loaded, open } = step;
  if (open !== undefined || rendered.has(loaded.container.path)) return [];
  const name = directive.name.value;
  const { args } = directive;
  // The values of a map.
  if (context === undefined) return [];
  const entries = entriesFor(directive, context, build.releases);
  if (!READERS.test(name) && !entries.some(({ variables }) => variables === true)) return [];
  if (name === "rewrite") return args.slice(1, 2);
  if (name === "set" || NAMED.test(name)) return args.slice(1);
  if (name === "map" || name === "split_clients" || (name === "geo" && args.length > 1))
    return [...args.slice(0, 1), ...valuesOf(step)];
  if (name === "geo") return [];
  if (name === "auth_request_set") return args.slice(1);
  if (name === "log_format") return args.slice(1);
  if (name === "proxy_redirect" || name === "valid_referers")
    return args.filter(({ value }) => !value.startsWith("~"));
  if (name === "if") {
    const isPattern = args.some(({ value }) => /^!?~\*?$/.test(value));
    return isPattern ? args.slice(0, 1) : args;
  }
  return args;
}

function valuesOf({ directive, children }: DirectiveStep): readonly NginxWord[] {
  return directive.name.value === "map" ? children.flatMap((child) => child.directive.args.slice(0, 1)) : [];
}

/** Names of variables in a text; `$1` is a group of a pattern, and `${NAME}` in capitals is for whoever renders it. */
function readIn(text: string): readonly string[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].flatMap(([, braced, plain = ""]) => {
    if (braced !== undefined) return /^[A-Z_0-9]+$/.test(braced) || /^[1-9]$/.test(braced) ? [] : [braced];
    return /^[1-9]/.test(plain) ? [] : [plain];
  });
}
