import type { ComposeFile, ComposeText } from "../../parsers/builds/compose.ts";
import { composeLiteral } from "../../parsers/builds/compose.ts";
import type { BakeLayer } from "../bake/layers.ts";
import { emptyLayer } from "../bake/layers.ts";
import type { OuterTarget } from "../bake/targets.ts";
import { baseName } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { folderOfFile } from "../repo/path.ts";

// What bake reads of a folder before its own files (compose-go, `DefaultFileNames`).
const usual = /^(?:docker-)?compose[.]ya?ml$/;

/** The services that bake takes for targets, which its own files are laid over. */
export function outerTargets(files: readonly ComposeFile[], folder: string): readonly OuterTarget[] {
  return files
    .filter(({ file }) => usual.test(baseName(file.path)) && folderOfFile(file.path) === folder)
    .flatMap((compose) =>
      compose.services.flatMap((service) => {
        if (service.build === undefined) return [];
        const at = { file: compose.file, span: service.span };
        // bake's names have no dots.
        return [{ name: service.name.replaceAll(".", "_"), at, layer: layerOf(compose, service.build) }];
      }),
    );
}

function layerOf(
  { file }: ComposeFile,
  build: NonNullable<ComposeFile["services"][number]["build"]>,
): BakeLayer {
  const fact = (text: ComposeText): Fact<string> => {
    const value = composeLiteral(text);
    const at = { file, span: text.span };
    return value === null
      ? unknown({ key: "compose variable", why: "it contains a compose variable" }, at)
      : known(value, at);
  };
  const pairs = (list: typeof build.args) => ({
    values: new Map(
      list.map(({ name, value, span }) => [
        name,
        value === undefined
          ? unknown(
              { key: "compose environment", why: "its value comes from where compose is started" },
              { file, span },
            )
          : fact(value),
      ]),
    ),
  });
  return {
    ...emptyLayer,
    context: fact(build.context),
    ...(build.dockerfile && { dockerfile: fact(build.dockerfile) }),
    ...(build.inline && { inline: known("", { file, span: build.inline }) }),
    ...(build.target && { target: fact(build.target) }),
    args: pairs(build.args),
    contexts: pairs(build.contexts),
  };
}
