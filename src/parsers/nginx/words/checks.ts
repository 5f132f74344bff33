/** What checks of single words are made of. */
import type { NginxWord } from "../parse.ts";
import { refusedPattern } from "../patterns.ts";
import type { DirectiveEntry } from "../table.ts";
import { isNumber, isSize, type ValueProblem } from "../values.ts";

export type Check = (args: readonly NginxWord[], entry: DirectiveEntry) => ValueProblem | undefined;

/** The first word that does not fit, as nginx's own words name it. */
export function first(
  words: readonly NginxWord[],
  fits: (value: string, word: NginxWord) => boolean,
  say: (value: string) => string,
): ValueProblem | undefined {
  const word = words.find((one) => !fits(one.value, one));
  return word && { word, message: say(word.value) };
}

export const parameter = (value: string) => `invalid parameter "${value}"`;

export const invalid = (value: string) => `invalid value "${value}"`;

export function pattern(word: NginxWord | undefined, text = word?.value ?? ""): ValueProblem | undefined {
  const why = word && refusedPattern(text);
  return why === undefined || word === undefined
    ? undefined
    : { word, message: `invalid regular expression "${text}": ${why}` };
}

/** ngx_inet_addr: it takes an empty part for 0. */
export function isIpv4(address: string): boolean {
  const parts = address.split(".");
  return parts.length === 4 && parts.every((part) => /^\d*$/.test(part) && Number(part) < 256);
}

/** ngx_ptocidr, and the words of access rules beside it. */
export function isNetwork(text: string): boolean {
  const [address = "", bits, rest] = text.split("/");
  if (rest !== undefined) return false;
  if (isIpv4(address)) return bits === undefined || (isNumber(bits) && Number(bits) <= 32);
  if (!/^[\da-f:]*:[\da-f:.]*$/i.test(address) || /:::|::.*::/.test(address)) return false;
  return bits === undefined || (isNumber(bits) && Number(bits) <= 128);
}

export function sizeOf(text: string): number {
  const scale = /k$/i.test(text) ? 1024 : /m$/i.test(text) ? 1024 * 1024 : 1;
  return Number.parseInt(text, 10) * scale;
}

/** `zone=name:size`, the size of at least eight pages. */
export function zone(word: NginxWord, prefix = "zone="): ValueProblem | undefined {
  const { value } = word;
  const [, name, size] = /^([^:]*):(.*)$/s.exec(value.slice(prefix.length)) ?? [];
  if (size === undefined || name === undefined || !isSize(size))
    return { word, message: `invalid zone size "${value}"` };
  return sizeOf(size) < 8 * 4096
    ? { word, message: `zone "${name}" is too small, it must be at least 32k` }
    : undefined;
}

/** ngx_parse_inet_url: a host, and a port from 1 to 65535. */
export function address(word: NginxWord, text: string): ValueProblem | undefined {
  if (/^unix:/i.test(text)) return undefined;
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(text) ?? [];
  if (host === "") return { word, message: `no host in upstream "${text}"` };
  if (port === undefined) return undefined;
  return isNumber(port) && Number(port) > 0 && Number(port) < 65536
    ? undefined
    : { word, message: `invalid port in upstream "${text}"` };
}

export const variableName =
  (index: number): Check =>
  (args) => {
    const word = args[index];
    return word === undefined || (word.value.startsWith("$") && word.value.length > 1)
      ? undefined
      : { word, message: `invalid variable name "${word.value}"` };
  };
