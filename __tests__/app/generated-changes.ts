import type { Random } from "../variants/random.ts";
import type { Files } from "./changes-between.ts";

/** Something that a person does to a repo. */
type Deed = (files: Files, random: Random) => Files;

const SWAPS: readonly (readonly [RegExp, string])[] = [
  [/listen 8080/, "listen 80"],
  [/listen 80;/, "listen 8080;"],
  [/user web/, "user root"],
  [/user root/, "user web"],
  [/USER web/, "USER root"],
  [/FROM \S+/, "FROM nginx:1.27"],
  [/COPY nginx.conf/, "COPY ./nginx.conf"],
  [/target:runtime/, "target:node-base"],
  [/RUN_AS=web/, "RUN_AS=root"],
  [/shared/, "missing"],
];

const DEEDS: readonly Deed[] = [
  swapWords,
  swapWords,
  (files, random) => withLines(files, random, (lines, at) => lines.toSpliced(at, 1)),
  (files, random) => withLines(files, random, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? "")),
  (files, random) => withLines(files, random, (lines, at) => [...lines.toSpliced(at, 1), lines[at] ?? ""]),
  (files, random) => withLines(files, random, (lines) => ["# a comment", ...lines]),
  (files, random) => without(files, random.pick(textPaths(files))),
  renameFile,
  renameFolder,
  exchange,
  copyImage,
  (files) => ({ ...files, Dockerfile: "FROM debian:12\nRUN useradd q\n" }),
  (files) => ({ ...files, "docs/x.md": "# x\n" }),
  describeAbove,
];

/** A README above the image folders gets or loses a heading or a row for one of them. */
function describeAbove(files: Files, random: Random): Files {
  const folders = Object.keys(files)
    .filter((path) => path.endsWith("/Dockerfile"))
    .map((path) => path.slice(0, -"/Dockerfile".length));
  if (folders.length === 0) return files;
  const folder = random.pick(folders);
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const before = textOf(files, "README.md") || "# all\n";
  const said = random.pick([
    `\n## ${name}\n\nPort 8080, user \`web\`.\n`,
    `\n| Image | Port |\n| --- | --- |\n| ${folder} | 80 |\n`,
    "\nWords.\n",
  ]);
  return { ...files, "README.md": random.chance(0.2) ? "# all\n" : `${before}${said}` };
}

/** The files after one to three deeds. The policy is left alone: what it changes is another matter. */
export function changedRepo(files: Files, random: Random): Files {
  let changed = files;
  for (let count = random.between(1, 3); count > 0; count--) changed = random.pick(DEEDS)(changed, random);
  return changed;
}

function textPaths(files: Files): readonly string[] {
  return Object.keys(files).filter(
    (path) => typeof files[path] === "string" && !path.startsWith(".github/keelcheck"),
  );
}

function textOf(files: Files, path: string): string {
  const file = files[path];
  return typeof file === "string" ? file : "";
}

function without(files: Files, path: string): Files {
  const { [path]: _, ...rest } = files;
  return rest;
}

function swapWords(files: Files, random: Random): Files {
  const fitting = textPaths(files).flatMap((path) =>
    SWAPS.filter(([from]) => from.test(textOf(files, path))).map((swap) => ({ path, swap })),
  );
  if (fitting.length === 0) return files;
  const { path, swap } = random.pick(fitting);
  return { ...files, [path]: textOf(files, path).replace(...swap) };
}

function withLines(
  files: Files,
  random: Random,
  change: (lines: readonly string[], at: number) => readonly string[],
): Files {
  const path = random.pick(textPaths(files));
  const lines = textOf(files, path).split("\n");
  return { ...files, [path]: change(lines, random.between(0, lines.length - 1)).join("\n") };
}

function renameFile(files: Files, random: Random): Files {
  const path = random.pick(textPaths(files));
  const cut = path.lastIndexOf("/") + 1;
  return { ...without(files, path), [`${path.slice(0, cut)}moved-${path.slice(cut)}`]: textOf(files, path) };
}

function imageFolders(files: Files): readonly string[] {
  return Object.keys(files).flatMap((path) => /^(.+)\/Dockerfile$/.exec(path)?.[1] ?? []);
}

function renameFolder(files: Files, random: Random): Files {
  const folders = imageFolders(files);
  if (folders.length === 0) return files;
  const folder = random.pick(folders);
  return Object.fromEntries(
    Object.entries(files).map(([path, file]) => [
      path.startsWith(`${folder}/`) ? `${folder}-new${path.slice(folder.length)}` : path,
      file,
    ]),
  );
}

function exchange(files: Files, random: Random): Files {
  const [one, other] = [random.pick(textPaths(files)), random.pick(textPaths(files))];
  return { ...files, [one]: textOf(files, other), [other]: textOf(files, one) };
}

function copyImage(files: Files, random: Random): Files {
  const folders = imageFolders(files);
  if (folders.length === 0) return files;
  const folder = random.pick(folders);
  const beside = folder.slice(0, folder.lastIndexOf("/") + 1);
  return { ...files, [`${beside}fresh/Dockerfile`]: textOf(files, `${folder}/Dockerfile`) };
}
