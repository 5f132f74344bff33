/** Sites: locations, rewriting, answers. */
import type { NginxWord } from "../parse.ts";
import { isNumber, isTime } from "../values.ts";
import { type Check, first, invalid, isNetwork, parameter, pattern, variableName } from "./checks.ts";

export const returns: Check = ([code, text], { module }) => {
  if (module !== "http_rewrite" || code === undefined) return undefined;
  const { value } = code;
  if (text === undefined && /^(https?:\/\/|\$scheme)/.test(value)) return undefined;
  if (isNumber(value) && Number(value) <= 999) return undefined;
  return { word: code, message: `invalid return code "${value}"` };
};

export const rewrite: Check = ([what, , flag]) => {
  if (flag !== undefined && !/^(last|break|redirect|permanent)$/.test(flag.value))
    return { word: flag, message: parameter(flag.value) };
  return pattern(what);
};

/** ngx_http_rewrite_if_condition. */
export const condition: Check = (args) => {
  const [open] = args;
  const close = args.at(-1);
  if (open === undefined || close === undefined) return undefined;
  const wrong = (word: NginxWord, value = word.value) => ({ word, message: `invalid condition "${value}"` });
  if (!open.value.startsWith("(")) return wrong(open);
  if (!close.value.endsWith(")") || (args.length === 1 && open.value.length < 2)) return wrong(close);
  const words = args.map((word, index) => {
    const from = index === 0 ? word.value.slice(1) : word.value;
    return { word, value: index === args.length - 1 ? from.slice(0, -1) : from };
  });
  if (args.length > 1 && open.value === "(") words.shift();
  if (words.length > 1 && close.value === ")") words.pop();
  const [left, operator, right] = words;
  if (left === undefined) return wrong(open);
  if (/^\$./.test(left.value)) {
    if (words.length !== 1 && words.length !== 3) return wrong(left.word, left.value);
    if (operator === undefined || right === undefined || /^!?=$/.test(operator.value)) return undefined;
    if (/^!?~\*?$/.test(operator.value)) return pattern(right.word, right.value);
    return { word: operator.word, message: `unexpected "${operator.value}" in condition` };
  }
  if (/^!?-[fdex]$/.test(left.value) && words.length === 2) return undefined;
  return wrong(left.word, left.value);
};

export const location: Check = ([modifier, path]) => {
  if (modifier === undefined) return undefined;
  if (path !== undefined) {
    if (/^~\*?$/.test(modifier.value)) return pattern(path);
    if (/^(=|\^~)$/.test(modifier.value)) return undefined;
    return { word: modifier, message: `invalid location modifier "${modifier.value}"` };
  }
  const [, regular, text] = /^(~\*?)(.*)$/s.exec(modifier.value) ?? [];
  return regular === undefined ? undefined : pattern(modifier, text);
};

export const serverName: Check = (args) => {
  for (const word of args) {
    const { value } = word;
    if (value.startsWith("~")) {
      const wrong =
        value === "~"
          ? { word, message: `empty regex in server name "${value}"` }
          : pattern(word, value.slice(1));
      if (wrong !== undefined) return wrong;
    } else if (/^\*(?!\..)|^\.$|^\.\.$/.test(value) || (value.startsWith(".") && value.length < 2))
      return { word, message: `server name "${value}" is invalid` };
  }
  return undefined;
};

export const tryFiles: Check = (args) => {
  const last = args.at(-1);
  if (last === undefined || !last.value.startsWith("=")) return undefined;
  const code = last.value.slice(1);
  return isNumber(code) && Number(code) <= 999
    ? undefined
    : { word: last, message: `invalid code "${code}"` };
};

export const errorPage: Check = (args) => {
  const codes = args.slice(0, -1);
  const answer = codes.at(-1);
  const hasAnswer = answer?.value.startsWith("=") === true;
  if (answer !== undefined && hasAnswer && (codes.length === 1 || !/^=\d*$/.test(answer.value)))
    return { word: answer, message: invalid(answer.value) };
  const found = first(
    hasAnswer ? codes.slice(0, -1) : codes,
    (value) => isNumber(value) && value !== "499",
    invalid,
  );
  return (
    found ??
    first(
      hasAnswer ? codes.slice(0, -1) : codes,
      (value) => Number(value) >= 300 && Number(value) <= 599,
      (value) => `value "${value}" must be between 300 and 599`,
    )
  );
};

export const expires: Check = (args) => {
  const word = args.at(-1);
  if (word === undefined || word.value.includes("$")) return undefined;
  const [mode] = args;
  if (args.length === 2 && mode?.value !== "modified")
    return mode && { word: mode, message: invalid(mode.value) };
  const { value } = word;
  if (args.length === 1 && /^(epoch|max|off)$/.test(value)) return undefined;
  return isTime(value.replace(/^[@+-]/, ""), "s") ? undefined : { word, message: invalid(value) };
};

export const access: Check = (args) =>
  first(args, (value) => value === "all" || value === "unix:" || isNetwork(value), parameter);

export const addHeader: Check = ([, , always]) =>
  always === undefined || always.value === "always"
    ? undefined
    : { word: always, message: parameter(always.value) };

export const gzipDisable: Check = (args) =>
  args
    .filter(({ value }) => value !== "msie6")
    .map((word) => pattern(word))
    .find((found) => found !== undefined);

const METHODS = /^(get|head|post|put|delete|mkcol|copy|move|options|propfind|proppatch|lock|unlock|patch)$/i;

export const limitExcept: Check = (args) =>
  first(
    args,
    (value) => METHODS.test(value),
    (value) => `invalid method "${value}"`,
  );

export const geo: Check = (args, entry) => variableName(0)(args, entry) ?? variableName(1)(args, entry);
