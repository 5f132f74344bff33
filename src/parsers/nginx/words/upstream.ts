/** Upstreams, and what is passed to them. */
import type { NginxWord } from "../parse.ts";
import { isNumber, isSize, isTime, type ValueProblem } from "../values.ts";
import { address, type Check, first, parameter, pattern, sizeOf } from "./checks.ts";

export const proxyPass: Check = ([word], { module }) => {
  if (word === undefined || module !== "http_proxy" || word.value.includes("$")) return undefined;
  if (!/^https?:\/\//i.test(word.value)) return { word, message: `invalid URL prefix in "${word.value}"` };
  return address(word, word.value.replace(/^https?:\/\//i, "").replace(/^(unix:[^:]*|[^/?#]*).*$/s, "$1"));
};

export const pass: Check = ([word], { module }) => {
  if (word === undefined || word.value.includes("$")) return undefined;
  const text = word.value.replace(/^(grpcs?|s?uwsgi):\/\//, "");
  if (/^unix:/i.test(text)) return undefined;
  if (text.includes("/") && module !== "http_grpc")
    return { word, message: `invalid host in upstream "${text}"` };
  return address(word, text.replace(/\/.*$/s, ""));
};

const UPSTREAM_SERVER =
  /^(weight=0*[1-9]\d*|max_conns=\d+|max_fails=\d+|fail_timeout=.+|backup|down|drain|resolve|service=.+|route=.+)$/;

export const server: Check = ([host, ...rest], entry) =>
  entry.block === true
    ? undefined
    : (pass(host === undefined ? [] : [host], entry) ??
      first(
        rest,
        (value) =>
          UPSTREAM_SERVER.test(value) && (!value.startsWith("fail_timeout=") || isTime(value.slice(13), "s")),
        parameter,
      ));

export const keepalive: Check = ([word, local], { module }) =>
  local !== undefined && local.value !== "local"
    ? { word: local, message: parameter(local.value) }
    : keptConnections(word, module);

const keptConnections = (word: NginxWord | undefined, module: string): ValueProblem | undefined =>
  word === undefined ||
  module !== "http_upstream_keepalive" ||
  (isNumber(word.value) && Number(word.value) > 0)
    ? undefined
    : { word, message: `invalid value "${word.value}" in "keepalive" directive` };

export const hash: Check = ([, consistent]) =>
  consistent === undefined || consistent.value === "consistent"
    ? undefined
    : { word: consistent, message: parameter(consistent.value) };

export const upstreamZone: Check = ([, word]) => {
  if (word === undefined) return undefined;
  if (!isSize(word.value)) return { word, message: `invalid zone size "${word.value}"` };
  return sizeOf(word.value) < 8 * 4096
    ? { word, message: "zone is too small, it must be at least 32k" }
    : undefined;
};

export const cacheValid: Check = (args) => {
  const last = args.at(-1);
  if (last !== undefined && !isTime(last.value, "s"))
    return { word: last, message: `invalid time value "${last.value}"` };
  return first(
    args.slice(0, -1),
    (value) => value === "any" || (isNumber(value) && Number(value) >= 100 && Number(value) <= 599),
    (value) => `invalid status "${value}"`,
  );
};

const CACHE_PATH =
  /^(levels=[12](:[12]){0,2}|use_temp_path=(on|off)|keys_zone=.+|inactive=.+|max_size=\d+[kmg]?|min_free=\d+[kmg]?|loader_(files|sleep|threshold)=.+|manager_(files|sleep|threshold)=.+|purger(_\w+)?=.*)$/i;

/** ngx_conf_set_path_slot: levels of folders, each the number of letters of its names. */
export const tempPath: Check = (args) => {
  const word = args.slice(1).find(({ value }) => !isNumber(value) || Number(value) === 0);
  return word && { word, message: `invalid value "${word.value}"` };
};

export const cachePath: Check = ([, ...rest]) => {
  const zones = rest.find(({ value }) => value.startsWith("keys_zone="));
  const wrong = first(
    rest,
    (value) => CACHE_PATH.test(value),
    (value) => (value.startsWith("levels=") ? `invalid "levels" "${value}"` : parameter(value)),
  );
  if (wrong !== undefined) return wrong;
  if (zones === undefined) return undefined;
  const [, size] = /^keys_zone=[^:]*:(.*)$/s.exec(zones.value) ?? [];
  if (size === undefined || !isSize(size))
    return { word: zones, message: `invalid keys zone size "${zones.value}"` };
  return sizeOf(size) < 2 * 4096
    ? { word: zones, message: `zone "${zones.value}" is too small, it must be at least 8k` }
    : first(
        rest,
        (value) => !value.startsWith("inactive=") || isTime(value.slice(9), "s"),
        (value) => `invalid inactive value "${value}"`,
      );
};

export const proxyRedirect: Check = ([only, other]) => {
  if (only === undefined) return undefined;
  if (other === undefined)
    return /^(off|false|default)$/.test(only.value)
      ? undefined
      : { word: only, message: parameter(only.value) };
  return only.value.startsWith("~") ? pattern(only, only.value.replace(/^~\*?/, "")) : undefined;
};

export const splitPath: Check = ([word]) => {
  const wrong = pattern(word);
  if (wrong !== undefined || word === undefined) return wrong;
  const captures =
    word.value.replace(/\\.|\[[^\]]*\]/g, "").match(/\((?!\?)|\(\?P?<(?![=!])|\(\?'/g)?.length ?? 0;
  return captures === 2 ? undefined : { word, message: `pattern "${word.value}" must have 2 captures` };
};

export const param: Check = ([, , flag]) =>
  flag === undefined || flag.value === "if_not_empty"
    ? undefined
    : { word: flag, message: parameter(flag.value) };

export const resolver: Check = (args) =>
  first(args, (value) => !value.startsWith("valid=") || isTime(value.slice(6), "s"), parameter) ??
  first(args, (value) => !/^ipv[46]=/.test(value) || /=(on|off)$/.test(value), parameter);
