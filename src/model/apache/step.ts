import { type ApacheDirective, lowerName } from "../../parsers/apache/parse.ts";
import { isSamePlace } from "../../source.ts";
import { isStock } from "../servers/files.ts";
import type { InstalledServer } from "../stock/install.ts";
import type { ApacheSituation } from "./conditions.ts";
import type { ApacheReading, ApacheStep, Level } from "./reading.ts";
import { replaced } from "./variables.ts";

/** A directive as it counts where it stands: variables replaced, with its sections. */
export function stepOf(
  reading: ApacheReading,
  directive: ApacheDirective,
  { loaded, sections, maybe }: Level,
): ApacheStep {
  const texts = directive.args.map(({ value }) => replaced(value, reading.variables));
  const missing = texts.find((text) => text.missing !== undefined)?.missing;
  const open = texts.find((text) => text.open !== undefined)?.open;
  return {
    name: lowerName(directive),
    directive,
    args: texts.map(({ value }) => value),
    ...(missing === undefined ? {} : { missing }),
    ...(open === undefined ? {} : { open }),
    sections,
    loaded,
    ...(maybe === undefined ? {} : { maybe }),
  };
}

/** Whether a directive stands in a file of the installation as it brings it: a line that a build adds shows where that is. */
export function isStockLine(
  { loaded: { container, content }, directive }: ApacheStep,
  { at }: InstalledServer,
): boolean {
  return isStock(container) && isSamePlace(content.place(directive.name.span), at);
}

/** What is loaded and defined once a directive is reached. */
export function situationOf(reading: ApacheReading, { loaded }: ApacheStep): ApacheSituation {
  const { install, modules, defines, serverRoot, files, incomplete } = reading;
  // The stock texts are excerpts without their LoadModule lines: what they ask for is loaded, but for TLS.
  const stock = isStock(loaded.container);
  const asked = stock ? new Set([...modules, "unixd_module"]) : modules;
  const complete = incomplete === undefined;
  return {
    install,
    modules: asked,
    allModules: reading.allModules && complete,
    defines,
    allDefines: complete,
    serverRoot,
    files,
  };
}
