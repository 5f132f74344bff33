/** Makes a found configuration one that nginx takes on any machine: no files, hosts and users but those that are there. */
import { guessContexts } from "../../../src/parsers/nginx/guess.ts";
import { type NginxDirective, parseNginx, walk } from "../../../src/parsers/nginx/parse.ts";
import { positionAt, sourceFile } from "../../../src/source.ts";
import type { Judge, Verdict } from "./judge.ts";
import type { Program } from "./program.ts";

const AROUND: Readonly<Record<string, readonly [before: string, after: string]>> = {
  main: ["", ""],
  http: ["events {}\nhttp {\n", "\n}\n"],
  server: ["events {}\nhttp {\nserver {\n", "\n}\n}\n"],
  location: ["events {}\nhttp {\nserver {\nlocation / {\n", "\n}\n}\n}\n"],
  upstream: ["events {}\nhttp {\nupstream u {\n", "\n}\n}\n"],
  stream: ["events {}\nstream {\n", "\n}\n"],
  "stream server": ["events {}\nstream {\nserver {\nlisten 9999;\n", "\n}\n}\n"],
};

const FILES: Readonly<Record<string, string>> = {
  ssl_certificate: "cert.pem",
  ssl_certificate_key: "key.pem",
  ssl_client_certificate: "cert.pem",
  ssl_trusted_certificate: "cert.pem",
  auth_basic_user_file: "users",
};
const DROPPED =
  /^(include|load_module|user|ssl_dhparam|ssl_session_ticket_key|ssl_crl|ssl_stapling_file|ssl_password_file|pid|lock_file|working_directory|resolver|geoip_.*|ssl_engine|daemon|env|.*_by_lua.*)$/;
const LOGS = /^(access_log|error_log)$/;

/** The text with what is around it, as nginx takes it; else nginx's last word. */
export function prepared(
  text: string,
  { judge, program }: { readonly judge: Judge; readonly program: Program },
): { readonly text: string } | Verdict {
  const first = parseNginx(sourceFile("a", text));
  if (first.error !== undefined) return { kind: "refused", message: first.error.message };
  const [context] = guessContexts(first.directives);
  const around = context === undefined ? undefined : AROUND[context];
  if (around === undefined) return { kind: "elsewhere", message: `stands in ${context}` };
  let made = `${around[0]}${edited(text)}${around[1]}`;
  if (context === "main" && !/^\s*events\b/m.test(made)) made = `${made}\nevents {}\n`;
  for (let tries = 0; tries < 40; tries++) {
    const verdict = judge.nginx(program, made);
    if (verdict.kind === "taken") return { text: made };
    const next = mended(made, verdict);
    if (next === undefined || next === made) return verdict;
    made = next;
  }
  return { kind: "elsewhere", message: "too many tries" };
}

function edited(text: string): string {
  const { directives } = parseNginx(sourceFile("a", text));
  const edits: { start: number; end: number; with: string }[] = [];
  for (const { directive } of walk(directives)) {
    const name = directive.name.value;
    const [word] = directive.args;
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (DROPPED.test(name)) edits.push({ start: directive.span.start, end: directive.end, with: "" });
    else if (word !== undefined && /_(temp|cache)_path$/.test(name))
      edits.push({ ...word.span, with: "cache" });
    else if (word !== undefined && file !== undefined && !word.value.includes("$"))
      edits.push({ ...word.span, with: file });
    else if (
      word !== undefined &&
      LOGS.test(name) &&
      !/^(off|stderr|syslog:.*)$/.test(word.value) &&
      !word.value.includes("$")
    )
      edits.push({ ...word.span, with: "/dev/null" });
  }
  return applied(text, edits);
}

function applied(text: string, edits: readonly { start: number; end: number; with: string }[]): string {
  let out = "";
  let at = 0;
  for (const edit of [...edits].sort((left, right) => left.start - right.start)) {
    if (edit.start < at) continue;
    out += text.slice(at, edit.start) + edit.with;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** The text without what nginx lacks here; undefined where the text itself is wrong. */
function mended(text: string, verdict: Verdict): string | undefined {
  if (verdict.kind === "taken") return undefined;
  const { message } = verdict;
  const host =
    /host not found in (?:upstream|resolver)? ?"([^"]+)"/.exec(message)?.[1] ??
    /invalid host.* "([^"]+)"/.exec(message)?.[1];
  if (host !== undefined) return text.replaceAll(host.replace(/:\d+$/, ""), "127.0.0.1");
  if (/^no "ssl_certificate" is defined/.test(message))
    return text.replace(
      /^([ \t]*http\s*\{)/m,
      "$1\nssl_certificate cert.pem;\nssl_certificate_key key.pem;\n",
    );
  const name = /unknown directive "([^"]+)"/.exec(message)?.[1];
  const line = verdict.kind === "refused" ? verdict.line : Number(/:(\d+)$/.exec(message)?.[1]);
  if (name === undefined || line === undefined) return undefined;
  return without(text, (directive, at) => directive.name.value === name && at === line);
}

function without(text: string, is: (directive: NginxDirective, line: number) => boolean): string | undefined {
  const file = sourceFile("a", text);
  for (const { directive } of walk(parseNginx(file).directives)) {
    const from = positionAt(file, directive.span.start).line;
    const to = positionAt(file, directive.span.end).line;
    if (is(directive, from) || is(directive, to))
      return text.slice(0, directive.span.start) + text.slice(directive.end);
  }
  return undefined;
}
