/**
 * What the official images' entrypoint does before it starts nginx: docker-entrypoint.sh with
 * 10-listen-on-ipv6-by-default.sh, 20-envsubst-on-templates.sh and 30-tune-worker-processes.sh of
 * github.com/nginx/docker-nginx, which the unprivileged image has too.
 */
import { type Span, sourceFile } from "../../source.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { known, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { ServerInput, StartWrite } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";
import { nginxOfficial, nginxOfficialInVarRun } from "../stock/nginx.ts";
import { type Filter, filterOf } from "./entrypoint-filter.ts";
import { failure, runs, writable } from "./entrypoint-scripts.ts";
import { type TemplateSettings, templateSettings } from "./entrypoint-settings.ts";
import { tuneWorkers } from "./entrypoint-workers.ts";
import type { Tidied } from "./sockets.ts";
import { renderedFile } from "./templates.ts";

/** What the entrypoint leaves behind. */
export interface Prepared {
  /** Files that it writes, as nginx finds them. */
  readonly files: readonly ContainerFile[];
  /** The template of each file that was rendered from one, by container path. */
  readonly templates: ReadonlyMap<string, ContainerFile>;
  readonly writes: readonly StartWrite[];
  /** The default site, to which `listen [::]:80` is added. */
  readonly tidied?: Tidied;
  /** Why the entrypoint ends before it starts nginx: its scripts stop at a command that fails. */
  readonly ends?: ServerProblem;
  /** Which variables a rendered file may still get from whoever starts the container. */
  readonly filter: Filter;
}

const MAIN = "/etc/nginx/nginx.conf";
// Images whose default.conf is the package's own: the unprivileged one changed it when it was built.
const OF_THE_PACKAGE: ReadonlySet<unknown> = new Set([nginxOfficial, nginxOfficialInVarRun]);
const NOTHING: Prepared = { files: [], templates: new Map(), writes: [], filter: () => true };

/** What the entrypoint does, where it runs. */
export function prepareByEntrypoint(input: ServerInput): Prepared {
  if (input.entrypoint === undefined) return NOTHING;
  const ipv6 = addIpv6(input);
  if (ipv6.ends !== undefined) return { ...NOTHING, ...ipv6 };
  const rendered = renderTemplates(input);
  // What is rendered over the site replaces it, IPv6 and all.
  const sites = rendered.templates.has(ipv6.tidied?.path ?? "") ? rendered : { ...rendered, ...ipv6 };
  return sites.ends === undefined ? withWorkers(input, sites) : sites;
}

/** The main configuration with the number of workers of this machine, where the environment asks for it. */
function withWorkers(input: ServerInput, prepared: Prepared): Prepared {
  const standing = prepared.files.find(({ path }) => path === MAIN) ?? input.files.lookup(MAIN);
  if (!isFile(standing)) return prepared;
  const { files, writes, ends } = tuneWorkers(input, standing);
  const others = files.length === 0 ? prepared.files : prepared.files.filter(({ path }) => path !== MAIN);
  return {
    ...prepared,
    files: [...others, ...files],
    writes: [...prepared.writes, ...writes],
    ...(ends === undefined ? {} : { ends }),
  };
}

/** 10-listen-on-ipv6-by-default.sh: an untouched default.conf; sed needs its folder besides, and fails without. */
function addIpv6(input: ServerInput): Pick<Prepared, "tidied" | "ends"> {
  const { installed, files } = input;
  const name = "10-listen-on-ipv6-by-default.sh";
  if (!OF_THE_PACKAGE.has(installed.install) || runs(input, name) !== true) return {};
  const [path = ""] = installed.install.defaultSites;
  const site = files.lookup(path);
  if (!isFile(site) || site.kind !== "file" || site.from !== "base" || site.edited === true) return {};
  if (writable(input, path) !== true) return {};
  const folder = writable(input, parentOf(path));
  if (folder === false) return { ends: failure(input, parentOf(path), `${name} cannot change ${path}`) };
  return folder === true ? { tidied: { path, at: site.at } } : {};
}

/** 20-envsubst-on-templates.sh. */
function renderTemplates(input: ServerInput): Prepared {
  const { files: all, environment } = input;
  const settings = templateSettings(environment);
  const isRun = runs(input, "20-envsubst-on-templates.sh");
  if (settings === undefined || isRun === false) return NOTHING;
  const { folder, output, suffix } = settings;
  const { files, others } = all.under(folder);
  const filter = filterOf(environment.get("NGINX_ENVSUBST_FILTER"));
  const open = others ?? (isRun === true ? undefined : isRun);
  const writes: StartWrite[] = open === undefined ? [] : [{ path: output, why: open }];
  const canWrite = writable(input, output);
  if ((files.length === 0 && others === undefined) || canWrite === false) return NOTHING;
  const templates = files.flatMap(({ path }) => {
    const template = all.lookup(path);
    return isFile(template) && template.kind === "file" ? [{ path, template }] : [];
  });
  const rendering: Rendering = { input, filter, writes, rendered: [], templates: new Map() };
  const sites = templates.filter(({ path }) => path.endsWith(suffix));
  const streams = templates.filter(({ path }) => path.endsWith(settings.streamSuffix));
  const ends =
    renderAll(rendering, sites, { from: folder, to: output, suffix, canWrite }) ??
    (streams.length === 0 ? undefined : renderStreams(rendering, streams, settings));
  const { rendered } = rendering;
  return {
    files: rendered,
    templates: rendering.templates,
    writes,
    filter: filter ?? (() => true),
    ...(ends && { ends }),
  };
}

interface Rendering {
  readonly input: ServerInput;
  readonly filter: Filter | undefined;
  readonly writes: StartWrite[];
  readonly rendered: ContainerFile[];
  readonly templates: Map<string, ContainerFile>;
}

interface Found {
  readonly path: string;
  readonly template: ContainerFile;
}

interface Ways {
  readonly from: string;
  readonly to: string;
  readonly suffix: string;
  readonly canWrite: boolean | Unknown;
}

/** Renders templates; why the script ends where a file that stands there already cannot be written. */
function renderAll(rendering: Rendering, found: readonly Found[], ways: Ways): ServerProblem | undefined {
  const { input, filter, writes, rendered, templates } = rendering;
  const { from, to, suffix, canWrite } = ways;
  for (const { path, template } of found) {
    const target = resolvePath(to, path.slice(from.length + 1, path.length - suffix.length));
    const standing = input.files.lookup(target);
    const mayWrite = standing === undefined || !isFile(standing) ? canWrite : writable(input, target);
    if (mayWrite === false)
      return failure(input, target, `template ${template.source ?? path} cannot be rendered to ${target}`);
    const { content } = template;
    if (!content.known) writes.push({ path: target, why: content });
    else if (canWrite !== true || mayWrite !== true)
      writes.push({ path: target, why: canWrite === true ? (mayWrite as Unknown) : (canWrite as Unknown) });
    else if (filter === undefined) writes.push({ path: target, why: unreadFilter(template) });
    else {
      const { environment } = input;
      rendered.push(renderedFile(template, { content: content.value, path: target, environment, filter }));
      templates.set(target, template);
    }
  }
  return undefined;
}

function unreadFilter({ at }: ContainerFile): Unknown {
  const why = "which variables NGINX_ENVSUBST_FILTER lets through is unknown";
  return unknown({ key: "NGINX_ENVSUBST_FILTER", why }, at);
}

/** Templates of streams, and the block that includes them, which is added to nginx.conf unless it has one. */
function renderStreams(
  rendering: Rendering,
  found: readonly Found[],
  { folder, streamOutput, streamSuffix }: TemplateSettings,
): ServerProblem | undefined {
  const { input, rendered, writes } = rendering;
  const isThere = input.files.lookup(streamOutput) !== undefined;
  const canWrite = writable(input, isThere ? streamOutput : parentOf(streamOutput));
  if (canWrite === false)
    return isThere
      ? undefined
      : failure(input, parentOf(streamOutput), `folder ${streamOutput} cannot be created`);
  const main = input.files.lookup(MAIN);
  if (!isFile(main) || !main.content.known) return undefined;
  const { file, place } = main.content.value;
  if (!/stream\s*\{/.test(file.text)) {
    const mayChange = writable(input, MAIN);
    if (mayChange === false) return undefined;
    if (mayChange !== true) {
      writes.push({ path: MAIN, why: mayChange });
      return undefined;
    }
    const at = found[0]?.template.at ?? main.at;
    const text = `${file.text}\nstream {\n  include ${streamOutput}/*.conf;\n}\n`;
    const content = {
      file: sourceFile(file.path, text),
      place: (span?: Span) => (span !== undefined && span.start >= file.text.length ? at : place(span)),
    };
    rendered.push({ ...main, content: known(content, place()) });
  }
  return renderAll(rendering, found, { from: folder, to: streamOutput, suffix: streamSuffix, canWrite });
}
