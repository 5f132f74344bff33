/** An IPv6 address in its short form, without the brackets; `undefined` when it is none. */
export function ipv6Of(bracketed: string): string | undefined {
  if (!/^\[[\da-f:.]+\]$/i.test(bracketed) || !URL.canParse(`http://${bracketed}/`)) return undefined;
  return new URL(`http://${bracketed}/`).hostname.slice(1, -1);
}
