/** Which nginx it is: its releases, and what its build has, by where it comes from. */
import { compareReleases, type NginxReleases } from "../../parsers/nginx/releases.ts";
import { isFile } from "../files/layers.ts";
import { isStock } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import {
  nginxDebian,
  nginxOfficial,
  nginxOrg,
  nginxPhoton,
  nginxRhel,
  nginxUnprivileged,
} from "../stock/nginx.ts";
import { releasesOfPackage, releasesOfTag } from "../stock/nginx-releases.ts";

/** What is known of a build of nginx. */
export interface NginxBuild {
  /** Absent where its release is not known. */
  readonly releases?: NginxReleases;
  /** Another server of nginx's grammar: its directives are its own. */
  readonly foreign: boolean;
  /** Whether its directives are nginx's own and those of modules that its configuration loads, and no others. */
  readonly closed: boolean;
  /** Modules of nginx's own that it has only when they are loaded; undefined where that is not known. */
  readonly apart?: ReadonlySet<string>;
  /** Directives of modules that are not nginx's own, and that it was surely built with. */
  readonly bundled?: RegExp;
  /** Packages bring modules beside it, or may. */
  readonly withModules: boolean;
}

// Servers that began as nginx, and have directives that nginx lacks.
const FORKS = /angie|tengine|freenginx|openresty|apisix|kong|nginx-plus|ingress/i;

// OpenResty's bundle, of which docker-openresty leaves nothing out: lua-nginx-module, headers-more and echo.
const OF_OPENRESTY =
  /^(lua_\w+|\w+_by_lua(_block|_file|_no_postpone)?|more_(set|clear)_(input_)?headers|echo(_\w+)?)$/;

// Not among `configure`'s arguments in nginx.org's packages, or as dynamic modules only.
const ORG_APART = ["http_image", "http_xslt", "http_geoip", "stream_geoip", "http_perl", "http_degradation"];
const OFFICIAL: ReadonlySet<string> = new Set([nginxOfficial.title, nginxUnprivileged.title]);
const STREAM_AND_MAIL = ["stream_core", "mail_core"];

/** The build of an image's nginx. */
export function buildOf({ installed, files, packages }: ServerInput): NginxBuild {
  const { install, from, on, like } = installed;
  // Packages with modules bring lines that load them; Red Hat's nginx depends on all of them.
  const withModules = [...(packages ?? [])].some((name) =>
    /nginx-(mod|core|full|extras|light|module)|\$|^$/.test(name),
  );
  const open = { foreign: false, closed: false, withModules: true };
  if (install.product === "openresty") return { ...open, foreign: true, bundled: OF_OPENRESTY };
  if (install.product !== undefined) return { ...open, foreign: true };
  if (like !== undefined) return { ...open, foreign: FORKS.test(like) };
  const program = files.lookup(install.program);
  const official = OFFICIAL.has(install.title);
  const releases =
    on === undefined
      ? undefined
      : official
        ? releasesOfTag(on)
        : from === "package" && install !== nginxOrg
          ? releasesOfPackage(on)
          : undefined;
  if (program !== undefined && (!isFile(program) || !isStock(program))) return open;
  const rest = { foreign: false, withModules, ...(releases === undefined ? {} : { releases }) };
  if (official || install === nginxOrg) return { ...rest, closed: true, apart: new Set(ORG_APART) };
  if (install === nginxRhel || install === nginxPhoton || withModules) return { ...rest, closed: false };
  const splits = install === nginxDebian ? isOneWithoutModules(on ?? "") : true;
  return splits
    ? { ...rest, closed: true, apart: new Set([...ORG_APART, ...STREAM_AND_MAIL]) }
    : { ...rest, closed: false };
}

/** Since Debian 12 and Ubuntu 24.04 the package nginx brings no modules; before, nginx-core did. */
function isOneWithoutModules(on: string): boolean {
  return /bookworm|trixie|noble|debian:1[23]|ubuntu:24/.test(on);
}

/** Whether `listen ... ssl` is refused without a certificate: before 1.15.0 only a client finds out. */
export function wantsCertificates({ releases }: NginxBuild): boolean {
  return releases === undefined || compareReleases(releases.from, "1.15.0") >= 0;
}
