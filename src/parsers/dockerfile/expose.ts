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
  if (written === "") return { refused: `"${text}" names no port` };
  if (protocol !== "tcp" && protocol !== "udp" && protocol !== "sctp")
    return { refused: `"${protocol}" is none of the protocols tcp, udp and sctp` };
  const ports = portRange(written);
  if ("refused" in ports) return ports;
  const address = parts.join(":");
  if (address !== "" && !isAddress(address)) return { refused: `"${address}" is no IP address` };
  const published = host === "" ? ports : portRange(host);
  if ("refused" in published) return published;
  if (ports.first !== ports.last && published.last - published.first !== ports.last - ports.first)
    return { refused: `${host} and ${written} are not equally many ports` };
  return { ...ports, protocol };
}

function portRange(text: string): PortRange | { readonly refused: string } {
  const dash = text.indexOf("-");
  const [from, to] = dash < 0 ? [text, text] : [text.slice(0, dash), text.slice(dash + 1)];
  if (!isNumber(from) || !isNumber(to)) return { refused: `"${text}" is no port` };
  const [first, last] = [Number(from), Number(to)];
  if (Math.max(first, last) > LAST_PORT) return { refused: `${text} is above the last port, ${LAST_PORT}` };
  return last < first ? { refused: `the range ${text} runs backwards` } : { first, last };
}

// A minus in front is the dash of a range already.
function isNumber(text: string): boolean {
  return /^\+?\d+$/.test(text);
}

function isAddress(text: string): boolean {
  const plain = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  const numbers = plain.split(".");
  if (numbers.length === 4) return numbers.every((one) => /^\d{1,3}$/.test(one) && Number(one) < 256);
  return plain.includes(":") && /^[\da-f:.]+$/i.test(plain);
}
