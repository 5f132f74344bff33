/** The pairs of a `geo` block (ngx_http_geo_module, ngx_stream_geo_module). */
import type { NginxDirective, NginxWord } from "../../../parsers/nginx/parse.ts";
import { compareReleases } from "../../../parsers/nginx/releases.ts";
import { isIpv4, isNetwork } from "../../../parsers/nginx/words/checks.ts";
import type { PairCheck } from "./types.ts";

/** What nginx refuses of one pair of a `geo` block. */
export const geoPair: PairCheck = (pair, { block, build }) => {
  const { name, args, block: inner } = pair;
  const { value } = name;
  const inHttp = block.context === "http";
  if (inner !== undefined) return { word: name, message: `unexpected "{" in "geo"` };
  const all = block.children.map(({ directive }) => directive);
  if (args.length === 0) {
    if (value === "ranges") return lateRanges(pair, all);
    if (value === "volatile" && mayBeVolatile(build.releases?.to)) return undefined;
    if (value === "proxy_recursive" && inHttp) return undefined;
  }
  const [target] = args;
  if (args.length !== 1 || target === undefined)
    return { word: name, message: "invalid number of the geo parameters" };
  if (value === "include" || value === "default") return undefined;
  if (value === "proxy" && inHttp) return wrongNetwork(target);
  const word = value === "delete" ? target : name;
  return isByRanges(pair, all) ? wrongRange(word) : wrongNetwork(word);
};

/** `volatile` came to geo with 1.29.3. */
function mayBeVolatile(latest: string | undefined): boolean {
  return latest === undefined || compareReleases(latest, "1.29.3") >= 0;
}

// Neither makes the tree of networks that "ranges" must stand before.
const NO_NETWORK = /^(ranges|volatile|proxy_recursive|proxy|include)$/;

function lateRanges(ranges: NginxDirective, all: readonly NginxDirective[]): ReturnType<PairCheck> {
  const before = all.slice(0, all.indexOf(ranges));
  if (isByRanges(ranges, all) || before.every(({ name }) => NO_NETWORK.test(name.value))) return undefined;
  return {
    word: ranges.name,
    message: 'the "ranges" directive must be the first directive inside "geo" block',
  };
}

function isByRanges(pair: NginxDirective, all: readonly NginxDirective[]): boolean {
  return all
    .slice(0, all.indexOf(pair))
    .some(({ name, args }) => name.value === "ranges" && args.length === 0);
}

function wrongNetwork(word: NginxWord): ReturnType<PairCheck> {
  return isNetwork(word.value) || word.value === "255.255.255.255"
    ? undefined
    : { word, message: `invalid network "${word.value}"` };
}

function wrongRange(word: NginxWord): ReturnType<PairCheck> {
  const [from = "", to] = word.value.split(/-(.*)/s);
  const fits = to !== undefined && isIpv4(from) && isIpv4(to) && numberOf(from) <= numberOf(to);
  return fits ? undefined : { word, message: `invalid range "${word.value}"` };
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}
