/** What becomes of the templates of an image whose base renders `/etc/nginx/templates` at the start. */
import type { Place } from "../../source.ts";
import type { ComposeRun } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import { type TemplateSettings, templateSettings } from "../nginx/entrypoint-settings.ts";
import type { Run } from "../runs/types.ts";
import type { RanCommand } from "../shell/ran.ts";
import { bottomStage } from "../stages/below.ts";
import type { Step } from "../stages/image.ts";
import { runsOfficialScripts } from "../stock/programs/servers.ts";

// docker-entrypoint.sh and 20-envsubst-on-templates.sh of github.com/nginx/docker-nginx, which the unprivileged image
// has, too.

/** A template of the repo in the image. */
export interface Template {
  readonly file: ContainerFile;
  /** Why nothing renders it, lower case, to follow a colon; absent when the entrypoint does. */
  readonly left?: string;
  /** What makes it so. */
  readonly leftAt?: Place;
}

/** The templates of the repo, and which of them nothing renders; `undefined` where that cannot be told. */
export function templatesOf(
  run: Run,
  { composeServices }: { readonly composeServices: readonly ComposeRun[] },
): readonly Template[] | undefined {
  const settings = imageSettings(run);
  if (settings === undefined) return undefined;
  const found = run.image.files.under(settings.folder).files.flatMap(({ path }) => {
    const file = run.image.files.lookup(path);
    return isFile(file) && file.kind === "file" && file.source !== undefined ? [file] : [];
  });
  if (found.length === 0) return [];
  const idle = idleEntrypoint(run);
  const { build } = run.image;
  // A service with a command of its own may start what renders.
  const restarted = composeServices.some(
    ({ dockerfile, target, service }) =>
      dockerfile === build.dockerfile &&
      target === build.target &&
      (service.command !== undefined || service.entrypoint !== undefined || service.open !== undefined),
  );
  if (idle === "unclear" || (idle !== undefined && restarted)) return undefined;
  return found.map((file): Template => {
    if (idle !== undefined) return { file, left: idle.why, leftAt: idle.at };
    const { suffix, streamSuffix } = settings;
    if (file.path.endsWith(suffix) || file.path.endsWith(streamSuffix)) return { file };
    return { file, left: `its name does not end in ${suffix}` };
  });
}

/** The settings of the entrypoint; `undefined` where one of them cannot be told. */
export function imageSettings({ image }: Run): TemplateSettings | undefined {
  return templateSettings(new Map(image.environment.map(({ name, value }) => [name, value ?? null])));
}

interface Idle {
  readonly why: string;
  readonly at: Place;
}

/** Why the base's entrypoint renders nothing; `undefined` when it does. */
function idleEntrypoint(run: Run): Idle | "unclear" | undefined {
  const { image } = run;
  const { steps } = image.final;
  const root = bottomStage(image.final);
  const { base } = root;
  if (run.service !== undefined || run.processes.others !== undefined) return "unclear";
  if (base.kind !== "registry" || base.family === undefined) return "unclear";
  if (rendersItself(run)) return "unclear";
  if (!/^nginx$|(^|\/)nginx-unprivileged$|^nginxinc\/nginx-unprivileged$/.test(base.family)) {
    return { why: `${base.ref} has no entrypoint that renders it`, at: root.at };
  }
  const entrypoint = last(steps, "ENTRYPOINT");
  if (entrypoint !== undefined && firstWord(entrypoint) !== "/docker-entrypoint.sh") {
    return {
      why: "the base image's entrypoint, which would render it, is replaced",
      at: placeOf(entrypoint),
    };
  }
  const script = image.files.lookup("/docker-entrypoint.sh");
  if (isFile(script) && script.source !== undefined) return "unclear";
  const cmd = last(steps, "CMD");
  if (cmd === undefined) return entrypoint === undefined ? undefined : "unclear";
  const command = firstWord(cmd);
  if (runsOfficialScripts(command)) return undefined;
  const shown = command === undefined ? "a shell" : command;
  return {
    why: `the entrypoint does that only when the command is nginx, not ${shown}`,
    at: placeOf(cmd),
  };
}

// Programs that render, and those that only keep files in order.
const RENDERERS =
  /^(envsubst|confd|gomplate|dockerize|j2|jinja2|jinjanate|minijinja-cli|esh|mo|consul-template|remco|envplate|ep)$|docker-entrypoint|template|render/;
const KEEPERS = /^(ch(own|mod|grp)|mkdir|rmdir|rm|ls|test|\[|touch|stat)$/;

/** Whether a script or command of the image may render templates itself, or call the entrypoint that does. */
function rendersItself({ image, startCommands, processes }: Run): boolean {
  const commands = [...image.final.steps.flatMap((step) => step.commands), ...startCommands];
  return (
    commands.some(mayRender) ||
    processes.list.some(({ program }) => /^(confd|gomplate|dockerize)$/.test(program))
  );
}

function mayRender({ name, args }: RanCommand): boolean {
  if (RENDERERS.test(name)) return true;
  return !KEEPERS.test(name) && args.some(({ raw }) => /templates?\b|docker-entrypoint|render/.test(raw));
}

function last(steps: readonly Step[], keyword: string): Step | undefined {
  return steps.findLast(({ instruction }) => instruction.keyword === keyword);
}

/** The first word of an exec form; `undefined` for a shell form, which Docker hands to `/bin/sh -c`. */
function firstWord({ instruction }: Step): string | undefined {
  return instruction.json?.[0]?.raw;
}

function placeOf({ instruction, before }: Step): Place {
  return { file: before.file, span: instruction.span };
}

/** How a message names a template: by its file in the repo. */
export function templateName({ source, path }: ContainerFile): string {
  return baseName(source ?? path);
}
