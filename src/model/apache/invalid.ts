import { apacheNames } from "../../parsers/apache/table.ts";
import { baseName, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { ContainerFile } from "../files/types.ts";
import { isStock, type ServerFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";
import { listsModules } from "./conditions.ts";
import { lacksCertificate, tlsSite } from "./default-tls.ts";
import { isOwnModule, modulesOf } from "./modules.ts";
import type { ApacheStep, ApacheTree, EarlyModule } from "./reading.ts";
import { isStockLine } from "./step.ts";
import { bareTls, officialTlsSite } from "./tls.ts";

/** What Apache refuses of a whole configuration, and what may be refused but cannot be told. */
export interface ApacheRefusals {
  readonly problems: readonly (ServerProblem & { readonly path: string })[];
  readonly doubt?: Unknown;
}

interface Surroundings extends Pick<ServerInput, "installed"> {
  readonly main: ContainerFile;
  readonly files: ServerFiles;
}

// Packages of Debian that enable modules of httpd, or exchange the one for processes, when they are installed; and a2enmod
// with words that cannot be told.
const ENABLING = [
  ..."libapache2-mod phpmyadmin wordpress nagios icinga munin mailman roundcube owncloud nextcloud xargs".split(
    " ",
  ),
  ...[" php", "a2enmod $", 'a2enmod "$', "a2enmod -q $", 'a2enmod -q "$'],
];
// Packages of modules that are not httpd's own, in Debian, in Red Hat's systems and in Alpine.
const FOREIGN = ["libapache2-mod", " php", "mod_", "apache2-"];

/** Directives that no module takes, and modules without which Apache does not start; measured with apache2 2.4.71. */
export function refusedByModules(
  tree: ApacheTree,
  { named, makes, ...around }: Pick<ServerInput, "named" | "makes"> & Surroundings,
): ApacheRefusals {
  const { modules, allModules, incomplete } = tree;
  const listed = allModules && incomplete === undefined;
  const certain = listed && !ENABLING.some(named);
  const foreign = [...modules].some((name) => !isOwnModule(name)) || FOREIGN.some(named);
  const judged = tree.steps.filter((step) => isJudged(step, around.installed));
  const missing = listed ? judged.flatMap((step) => notLoaded(step, modules)) : [];
  const strange = foreign ? [] : judged.filter(isStrange);
  // What a command of the image names, it may enable in a way that cannot be followed.
  const sure = missing.filter(({ module }) => certain && !makes(module));
  const early = listed ? tree.early : [];
  const isSure = ({ needs }: EarlyModule) => certain && !makes(fileOf(needs));
  const [first] = missing.filter((one) => !sure.includes(one));
  const open = early.find((one) => !isSure(one));
  const doubt =
    first !== undefined
      ? notLoadedDoubt(first)
      : !certain && strange[0] !== undefined
        ? strangeDoubt(strange[0])
        : open && earlyDoubt(open);
  return {
    problems: [
      ...firstOfEach(sure),
      ...(certain ? strange.map(invalid) : []),
      ...(certain ? lacking(tree, around) : []),
      ...(certain ? tlsSite(tree, around) : []),
      ...(certain && !makes("snakeoil") && !makes("ssl-cert") ? lacksCertificate(tree, around) : []),
      ...early.filter(isSure).map(tooEarly),
      ...(certain ? bareTls(tree, around.installed) : []),
      ...(certain ? officialTlsSite(tree, { ...around, named, makes }) : []),
    ],
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** What stands in a macro is read where it is used, with other words in place of its own. */
function isJudged(step: ApacheStep, installed: ServerInput["installed"]): boolean {
  const { maybe, sections } = step;
  // What else a stock text asks for is loaded by lines that are not in its excerpt.
  const isExempt = isStockLine(step, installed) && !listsModules(installed.install);
  return maybe === undefined && !isExempt && !sections.some((section) => /^macro$/i.test(section));
}

interface Missing extends ServerProblem {
  readonly path: string;
  readonly module: string;
  readonly directive: string;
}

function notLoaded(step: ApacheStep, loaded: ReadonlySet<string>): readonly Missing[] {
  const owners = modulesOf(step.name);
  if (owners === undefined || owners === "core") return [];
  if (owners.some((name) => loaded.has(`${name}_module`))) return [];
  const module = owners[0] ?? "";
  const message = `${title(step)} needs mod_${module}, which is not loaded`;
  return [
    { ...problem(step, { key: `mod_${module} ${title(step)}`, message }), module, directive: title(step) },
  ];
}

/** Apache stops at the first; a second of the same module would be mended with it. */
function firstOfEach(missing: readonly Missing[]): readonly (ServerProblem & { readonly path: string })[] {
  return missing
    .filter((one, index) => missing.findIndex(({ module }) => module === one.module) === index)
    .map(({ module: _, directive: __, ...rest }) => rest);
}

function notLoadedDoubt({ directive, module, at }: Missing): Unknown {
  const why = `${directive} needs mod_${module}, but whether the build loads it is unknown`;
  return unknown(
    { key: `mod_${module} ${directive}`, why },
    at,
    `write RUN a2enmod ${module}, or its LoadModule, on a separate line`,
  );
}

function tooEarly({ name, needs, at, path }: EarlyModule): ApacheRefusals["problems"][number] {
  const message = `${fileOf(name)} cannot be loaded before ${fileOf(needs)}, on which it is built`;
  return { key: `early ${fileOf(name)}`, at, message, related: [], path };
}

function earlyDoubt({ name, needs, at }: EarlyModule): Unknown {
  const why = `${fileOf(name)} needs ${fileOf(needs)}, but whether the build loads it is unknown`;
  return unknown({ key: `early ${fileOf(name)}`, why }, at);
}

function fileOf(module: string): string {
  return `mod_${module.replace(/_module$/, "")}`;
}

function isStrange({ name }: ApacheStep): boolean {
  return modulesOf(name) === undefined && !apacheNames.has(name);
}

function invalid(step: ApacheStep): ServerProblem & { readonly path: string } {
  const message = `unknown directive ${title(step)}: no loaded module provides it`;
  return problem(step, { key: `unknown ${title(step)}`, message });
}

function strangeDoubt(step: ApacheStep): Unknown {
  const why = `${title(step)} belongs to no module of httpd, and whether another module is loaded is unknown`;
  return unknown(
    { key: `module of ${title(step)}`, why },
    step.loaded.content.place(step.directive.name.span),
  );
}

function title({ directive }: ApacheStep): string {
  return directive.block === undefined ? directive.name.value : `<${directive.name.value}>`;
}

function problem(
  { directive, loaded }: ApacheStep,
  what: Pick<ServerProblem, "key" | "message">,
): ServerProblem & { readonly path: string } {
  const { includedAt, content, container } = loaded;
  const related = includedAt === undefined ? [] : [{ at: includedAt, note: "the file is loaded here" }];
  return { ...what, at: content.place(directive.name.span), related, path: container.path };
}

function lacking(
  { modules, steps, bare, serverRoot }: ApacheTree,
  { main, files }: Surroundings,
): ApacheRefusals["problems"] {
  const at = main.content.known ? main.content.value.place() : main.at;
  const told = (key: string, message: string) => ({ key, at, message, related: [], path: main.path });
  const mpms = [...modules].filter((name) => name.startsWith("mpm_")).map(fileOf);
  const types = resolvePath(serverRoot, "conf/mime.types");
  const typed =
    !modules.has("mime_module") ||
    steps.some(({ name }) => name === "typesconfig") ||
    bare.some((path) => baseName(path) === "mime.conf") ||
    isStock(main) ||
    files.find(types) !== undefined;
  return [
    ...(mpms.length > 0
      ? []
      : [told("no MPM", "no MPM is loaded: Apache needs mpm_event, mpm_worker or mpm_prefork to start")]),
    ...(mpms.length < 2
      ? []
      : [told("two MPMs", `more than one MPM is loaded: ${mpms.join(", ")}, but Apache takes one`)]),
    ...(typed
      ? []
      : [told("no TypesConfig", `mod_mime is loaded without TypesConfig, but there is no ${types}`)]),
  ];
}

// Measured: "takes one argument". Those of which other versions may take more are left out.
const ONE_ARGUMENT: ReadonlySet<string> = new Set(
  `acceptpathinfo adddefaultcharset allowencodedslashes defaultruntimedir defaultlanguage directoryindexredirect
  documentroot enablemmap enablesendfile fallbackresource forcetype forensiclog group headername hostnamelookups
  keepalivetimeout limitrequestbody limitrequestfields limitrequestfieldsize limitrequestline maxconnectionsperchild
  maxkeepaliverequests maxrequestworkers maxsparethreads minsparethreads pidfile proxytimeout proxyvia readmename
  rewritebase serveradmin serverlimit servername serverpath serverroot serversignature servertokens sethandler
  sslcacertificatefile sslcertificatechainfile sslcertificatefile sslcertificatekeyfile sslverifyclient startservers
  threadlimit threadsperchild timeout traceenable transferlog typesconfig usecanonicalname user virtualdocumentroot`.split(
    /\s+/,
  ),
);

/** Directives of one argument that have none or several: most often a comment behind them. */
export function wrongCounts(
  { steps }: ApacheTree,
  { installed }: Pick<ServerInput, "installed">,
): ApacheRefusals["problems"] {
  const judged = steps.filter((step) => isJudged(step, installed));
  return judged.flatMap((step) => {
    const { name, args, directive, loaded } = step;
    if (!ONE_ARGUMENT.has(name) || directive.block !== undefined || args.length === 1) return [];
    const comment = args.some((word) => word.startsWith("#"))
      ? ": Apache takes no comment after a directive"
      : "";
    const message = `${directive.name.value} takes one argument, not ${args.length}${comment}`;
    return [
      {
        ...problem(step, { key: `arguments ${directive.name.value}`, message }),
        at: loaded.content.place(directive.args[1]?.span ?? directive.span),
      },
    ];
  });
}
