/** The short spelling of a compose service's ports and mounts. */

export interface ShortPort {
  /** A port or a range. */
  readonly container: string;
  readonly published?: string;
  readonly address?: string;
  readonly protocol: string;
}

/** `[[address:]published:]container[/protocol]`; an IPv6 address may stand in brackets or bare. */
export function shortPort(text: string): ShortPort {
  const slash = text.lastIndexOf("/");
  const [ports, protocol] = slash < 0 ? [text, "tcp"] : [text.slice(0, slash), text.slice(slash + 1)];
  const parts = ports.split(":");
  const container = parts.pop() ?? "";
  const published = parts.pop();
  const address = parts.join(":").replace(/^\[(.*)\]$/, "$1");
  return {
    container,
    ...(published ? { published } : {}),
    ...(address ? { address } : {}),
    protocol: protocol.toLowerCase() || "tcp",
  };
}

/** The first and last port of `80` or `80-82`; `undefined` for anything else. */
export function portRange(text: string): { readonly first: number; readonly last: number } | undefined {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last ?? first) };
}

export interface ShortMount {
  /** Absent for an anonymous volume. */
  readonly source?: string;
  readonly target: string;
  readonly options: readonly string[];
}

/** `[source:]target[:options]`; `undefined` for what compose refuses. A letter before a `:` is a drive. */
export function shortMount(text: string): ShortMount | undefined {
  const fields = text.match(/(?:(?<![^:])[a-zA-Z]:[^:]*|[^:]+)/g) ?? [];
  const [first, second, options] = fields;
  if (first === undefined || fields.length > 3 || /^:|::|:$/.test(text)) return undefined;
  if (second === undefined) return { target: first, options: [] };
  return { source: first, target: second, options: options?.split(",") ?? [] };
}

/** Whether the source of a mount is a path and not the name of a volume. */
export function isPathSource(source: string): boolean {
  return /^(?:[./~]|\\\\|[a-zA-Z]:)/.test(source);
}
