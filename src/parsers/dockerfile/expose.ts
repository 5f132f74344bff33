/** What a word of EXPOSE names, as BuildKit reads it (dockerfile2llb/convert_expose.go). */

/** Ports of the container; those of the host, which may stand before them, mean nothing here. */
export interface ExposedRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: "tcp" | "udp" | "sctp";
}

interface PortRange {
  readonly first: number;
  readonly last: number;
}

const LAST_PORT = 65_535;

/** Reads `[[address:]host:]container[/protocol]`, without quotes and variables; else why the build stops at it. */
export function readExpose(text: string): ExposedRange | { readonly refused: string } {
  const parts = text.split(":");
  const [written = "", ...protocols] = (parts.pop() ?? "").split("/");
  const host = parts.pop() ?? "";
  const protocol = protocols.join("/").toLowerCase() || "tcp";
  if (written === "") return { refused: `"${text}" has no port` };
  if (protocol !== "tcp" && protocol !== "udp" && protocol !== "sctp")
    return { refused: `unknown protocol "${protocol}": use tcp, udp or sctp` };
  const ports = portRange(written);
  if ("refused" in ports) return ports;
  const address = parts.join(":");
  if (address !== "" && !isAddress(address)) return { refused: `"${address}" is not an IP address` };
  const published = host === "" ? ports : portRange(host);
  if ("refused" in published) return published;
  if (ports.first !== ports.last && published.last - published.first !== ports.last - ports.first)
    return { refused: `the ranges ${host} and ${written} differ in length` };
  return { ...ports, protocol };
}

function portRange(text: string): PortRange | { readonly refused: string } {
  const dash = text.indexOf("-");
  const [from, to] = dash < 0 ? [text, text] : [text.slice(0, dash), text.slice(dash + 1)];
  if (!isNumber(from) || !isNumber(to)) return { refused: `"${text}" is not a port` };
  const [first, last] = [Number(from), Number(to)];
  if (Math.max(first, last) > LAST_PORT)
    return { refused: `${text} is not a port: the highest is ${LAST_PORT}` };
  return last < first ? { refused: `the range ${text} runs backwards` } : { first, last };
}

// A minus in front is the dash of a range already.
function isNumber(text: string): boolean {
  return /^\+?\d+$/.test(text);
}

// Go's net.ParseIP, for which an address in empty brackets is none at all.
function isAddress(text: string): boolean {
  const plain = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  return plain === "" || isFour(plain) || isSix(plain);
}

function isFour(text: string): boolean {
  const numbers = text.split(".");
  return (
    numbers.length === 4 && numbers.every((one) => /^(?:0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256)
  );
}

function isSix(text: string): boolean {
  const [, start = text, four] = /^(.*:)(\d+(?:\.\d+){3})$/.exec(text) ?? [];
  if (four !== undefined && !isFour(four)) return false;
  const halves = (four === undefined ? text : `${start}0:0`).split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (halves.length > 2 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}
