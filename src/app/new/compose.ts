/** The files of a new image, but for its README. */
import { baseName } from "../../model/container-path.ts";
import type { Run } from "../../model/runs/types.ts";
import { isRootAt } from "../../model/stages/setting.ts";
import { isPrompt } from "../../model/stock/programs/shells.ts";
import { likelyBase } from "../../model/stock/references.ts";
import { didYouMean } from "../../names.ts";
import { globMatcher } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import { mayBind } from "../../policy/ports.ts";
import { apacheConfig } from "./apache-config.ts";
import { type ServerKind, type ServerOnBase, serverOnBase, userLine } from "./bases.ts";
import { nginxConfig } from "./nginx-config.ts";

/** What is wanted of a new image. */
export interface Wish {
  readonly name: string;
  readonly base: string;
  readonly server: ServerKind;
  readonly port?: number;
}

/** Where it is wanted. */
export interface NewGround {
  readonly policy: Policy;
  /** An image that is nothing but the base, as it runs. */
  readonly bare: Run;
  /** Whether the image folder may hold a path, relative to the Dockerfile's folder. */
  readonly allows: (path: string) => boolean;
}

/** Texts by path from the Dockerfile's folder. */
export type NewFiles = Readonly<Record<string, string>>;

const WEB_ROOT = "/var/www/html";
const USUAL_PORT = 8080;
const USUAL_FOLDER = "config";
/** A user that owns nothing. */
const NOBODY = "10001:10001";

/** Composes the Dockerfile, the configuration and the pages, or says why it cannot. */
export function newFiles(wish: Wish, ground: NewGround): NewFiles | string {
  const { server: kind, base } = wish;
  if (kind === "none") return { Dockerfile: plainDockerfile(wish, ground.bare) };
  const server = serverOnBase(kind, ground.bare);
  if (server !== undefined) return serverFiles({ ...wish, kind, lies: server }, ground);
  const official = kind === "nginx" ? "nginx" : "httpd";
  const like = likelyBase(base);
  if (like !== undefined) return `base image ${base} is unknown${didYouMean(like)}`;
  return `it is unknown how to install ${kind} on ${base}: use the official ${official} image, Debian, Ubuntu or Alpine, or --server none`;
}

interface ServerWish extends Wish {
  readonly kind: Exclude<ServerKind, "none">;
  /** How it lies on the base. */
  readonly lies: ServerOnBase;
}

function serverFiles(wish: ServerWish, ground: NewGround): NewFiles | string {
  const { kind, lies, base, name } = wish;
  const { policy, bare, allows } = ground;
  const wanted = policy.ports[kind]?.port ?? wish.port ?? USUAL_PORT;
  if (wish.port !== undefined && wish.port !== wanted) return `the policy wants ${kind} on port ${wanted}`;
  const user = userOf(wish, policy);
  const isThere = user === lies.user || bare.accounts.users.some((account) => account.name === user);
  const created = isThere ? "" : userLine(user, bare);
  if (created === undefined) return `it is unknown how to create user "${user}" on ${base}`;
  const inFolder = `${policy.layout.config ?? USUAL_FOLDER}/${baseName(lies.config)}`;
  const choice: Choice = {
    user,
    created,
    port: wanted,
    config: allows(inFolder) ? inFolder : baseName(lies.config),
    hasPages: allows("html/index.html"),
  };
  return {
    Dockerfile: serverDockerfile(wish, choice, ground),
    [choice.config]: configText(wish, choice, policy),
    ...(choice.hasPages && { "html/index.html": page(name) }),
  };
}

/** What is decided of an image with a server. */
interface Choice {
  readonly user: string;
  /** The line that creates the user; empty where it is there. */
  readonly created: string;
  readonly port: number;
  /** Path of the configuration from the Dockerfile's folder. */
  readonly config: string;
  readonly hasPages: boolean;
}

/** Where only root may bind the port, the server drops root by itself. */
function dropsRoot({ port }: Choice, policy: Policy): boolean {
  return mayBind(policy, { root: false }, port) !== "yes";
}

function configText({ kind, lies }: ServerWish, choice: Choice, policy: Policy): string {
  const { port, user } = choice;
  const site = { port, webRoot: WEB_ROOT, purpose: "The pages, over HTTP" };
  if (kind === "nginx") return nginxConfig(dropsRoot(choice, policy) ? { ...site, user } : site);
  return lies.apache === undefined ? "" : apacheConfig({ ...site, ...lies.apache, user });
}

function serverDockerfile({ base, lies }: ServerWish, choice: Choice, { policy, bare }: NewGround): string {
  const { user, created, port, config, hasPages } = choice;
  const pages = hasPages ? `COPY html/ ${WEB_ROOT}/` : `RUN mkdir -p ${WEB_ROOT}`;
  const runs = [lies.added?.line ?? "", created, hasPages ? "" : pages].filter((line) => line !== "");
  const isRoot = isRootAt(bare.image.final.after) === true;
  const byRoot = dropsRoot(choice, policy);
  return paragraphs([
    [`FROM ${base}`],
    [...(isRoot || runs.length === 0 ? [] : ["USER root"]), ...runs],
    [`COPY ${config} ${lies.config}`, ...(hasPages ? [pages] : [])],
    [...(byRoot && isRoot ? [] : [`USER ${byRoot ? "root" : user}`]), `EXPOSE ${port}`, ...startLines(lies)],
  ]);
}

/** Who serves: whom the policy names for nginx, or gives the server's files to; else the base's own. */
function userOf({ kind, lies, name }: ServerWish, { nginx: { user }, owned }: Policy): string {
  if (kind === "nginx" && user !== "declared" && user !== "any") return user;
  const ours = [lies.config, `${WEB_ROOT}/index.html`];
  const entry = owned.find(
    ({ images, paths }) =>
      (images === undefined || globMatcher(images)(name)) && ours.some(globMatcher(paths)),
  );
  return entry === undefined || /^\d+$/.test(entry.user) ? lies.user : entry.user;
}

function startLines({ added }: ServerOnBase): readonly string[] {
  return added === undefined ? [] : [`STOPSIGNAL ${added.stop}`, `CMD ${words(added.cmd)}`];
}

/** An image without a server: it waits, until somebody says what it is for. */
function plainDockerfile({ base, port, name }: Wish, { image, processes }: Run): string {
  const isRoot = isRootAt(image.final.after) !== false;
  const { stepsDown, list } = processes;
  const needsUser = isRoot && !(stepsDown.known && stepsDown.value && list.length > 0);
  const { system = "none" } = image.final.after;
  const inherited = image.exposes
    .filter((exposed) => exposed.port !== port)
    .map((exposed) => `${exposed.port}${exposed.protocol === "tcp" ? "" : `/${exposed.protocol}`}`);
  const waits = system !== "none" && list.every(({ program }) => isPrompt(program));
  return paragraphs([
    [`FROM ${base}`],
    port === undefined ? [] : [`# What ${name} offers, over TCP`, `EXPOSE ${port}`],
    ...inherited.map((each) => [`# What \`${base}\` offers`, `EXPOSE ${each}`]),
    needsUser ? [`USER ${NOBODY}`] : [],
    waits ? ["# The program that the container runs", `CMD ${words(["sleep", "infinity"])}`] : [],
  ]);
}

function paragraphs(parts: readonly (readonly string[])[]): string {
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${texts.join("\n\n")}\n`;
}

function words(cmd: readonly string[]): string {
  return `[${cmd.map((word) => JSON.stringify(word)).join(", ")}]`;
}

function page(name: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}</title>
  </head>
  <body>
    <h1>${name}</h1>
  </body>
</html>
`;
}
