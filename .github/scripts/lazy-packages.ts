/** What `dist/` loads only when one of its functions is called: most checks need no YAML, no archive and no diff. */
import type { Plugin } from "esbuild";

/** Modules by name, with what is used of each. */
type Modules = Readonly<Record<string, readonly string[]>>;

/** Packages that become a file of their own, in CommonJS, which can be loaded without waiting. */
export const LAZY_PACKAGES: Readonly<Record<string, Modules>> = {
  "actions-core.cjs": { "@actions/core": ["endGroup", "setFailed", "setOutput", "startGroup", "summary"] },
  "diff.cjs": { diff: ["structuredPatch"] },
  "globby.cjs": { globby: ["globbySync"] },
  "picomatch.cjs": { picomatch: ["default"] },
  "string-width.cjs": { "string-width": ["default"] },
  "tar.cjs": { "tar/header": ["Header"], "tar/parse": ["Parser"] },
  "unbash.cjs": { unbash: ["forEachChild", "parse"] },
  "yaml.cjs": {
    yaml: ["isAlias", "isMap", "isNode", "isScalar", "isSeq", "Lexer", "parseAllDocuments"],
  },
  "zod.cjs": {
    zod: [
      "array",
      "boolean",
      "enum",
      "int",
      "looseObject",
      "null",
      "number",
      "record",
      "strictObject",
      "string",
      "toJSONSchema",
      "union",
      "unknown",
    ],
  },
};

/** Exports of these that are objects, and loaded when one of their methods is asked for. */
const OBJECTS = new Set(["summary"]);

/** Parts of Node that take milliseconds to load. */
const LAZY_BUILTINS: Modules = {
  "node:child_process": ["execFileSync", "spawn", "spawnSync"],
  "node:crypto": ["createHash", "randomUUID"],
  "node:worker_threads": ["Worker"],
  "node:zlib": ["crc32", "gunzipSync", "gzipSync"],
};

// What a package needs of itself and of others it loads with itself, and a worker is nothing without its port.
const isEager = (importer: string) =>
  /[\\/]node_modules[\\/](?!markdownlint[\\/])|worker\.ts$/.test(importer);

/** What such a file is made of. */
export function lazyEntry(modules: Modules): string {
  return Object.entries(modules)
    .map(([name, exports]) => `export { ${aliases(name, exports)} } from ${JSON.stringify(name)};\n`)
    .join("");
}

/** Puts in place of these modules what loads them at the first call. */
export const lazyPackages: Plugin = {
  name: "lazy-packages",
  setup(build) {
    const stubs = new Map<string, string>();
    for (const [file, modules] of Object.entries(LAZY_PACKAGES))
      for (const [name, exports] of Object.entries(modules))
        stubs.set(name, stub(`./${file}`, name, exports));
    for (const [name, exports] of Object.entries(LAZY_BUILTINS)) stubs.set(name, stub(name, "", exports));
    build.onResolve({ filter: /^[@\w:/-]+$/ }, ({ path, importer, kind }) =>
      kind === "import-statement" && stubs.has(path) && !isEager(importer)
        ? { path, namespace: "lazy" }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({ contents: stubs.get(path) ?? "" }));
  },
};

/**
 * Of a package in a file of its own, what is not called is left out. `@actions/core` does not say that its modules only
 * define, and would bring the HTTP client of tokens that nothing here asks for, which takes 0.1 s to load.
 */
export const onlyWhatIsCalled: Plugin = {
  name: "only-what-is-called",
  setup(build) {
    build.onResolve({ filter: /.*/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === build || !/[\\/]node_modules[\\/]@actions[\\/]core[\\/]/.test(importer))
        return undefined;
      const found = await build.resolve(path, { importer, kind, resolveDir, pluginData: build });
      return { ...found, sideEffects: false };
    });
  },
};

/** Each export under a name that no other of its file has; a part of Node, which has no module's name, keeps its own. */
function alias(module: string, exported: string): string {
  return module === "" ? exported : `${module}_${exported}`.replaceAll(/\W/g, "_");
}

function aliases(module: string, exports: readonly string[]): string {
  return exports.map((exported) => `${exported} as ${alias(module, exported)}`).join(", ");
}

/** A name stands for what loads the module until it is called, and from then on for what was loaded. */
function stub(from: string, module: string, exports: readonly string[]): string {
  const local = (exported: string) => `lazy_${alias(module, exported)}`;
  const taken = exports.map((exported) => `${alias(module, exported)}: ${local(exported)}`).join(", ");
  return [
    `import { createRequire } from "node:module";`,
    `function load() { ({ ${taken} } = createRequire(import.meta.url)(${JSON.stringify(from)})); }`,
    ...exports.map((exported) =>
      OBJECTS.has(exported) ? objectStub(local(exported)) : functionStub(local(exported)),
    ),
    `export { ${exports.map((exported) => `${local(exported)} as ${exported}`).join(", ")} };`,
  ].join("\n");
}

function functionStub(name: string): string {
  return `let ${name} = function (...given) { load(); return new.target ? new ${name}(...given) : ${name}(...given); };`;
}

function objectStub(name: string): string {
  return `let ${name} = new Proxy({}, { get: (_, key) => { load(); return ${name}[key].bind(${name}); } });`;
}
