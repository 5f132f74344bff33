import { describe, expect, test } from "vitest";
import { known, unknown } from "../../../src/model/fact.ts";
import {
  changeLayer,
  containerFiles,
  type FileLayer,
  isFile,
  Layers,
  opaqueLayer,
  partlyKnownLayer,
  putLayer,
  removeLayer,
  sharedLayer,
} from "../../../src/model/files/layers.ts";
import { SharedPaths } from "../../../src/model/files/shared-paths.ts";
import type { ContainerFile } from "../../../src/model/model.ts";
import { sourceFile } from "../../../src/source.ts";

const at = { file: sourceFile("Dockerfile", "") };
const why = unknown({ key: "it is not known", why: "it is not known" }, at);

function file(path: string, rest: Partial<ContainerFile> = {}): ContainerFile {
  const source = sourceFile(path, path);
  return {
    path,
    kind: "file",
    content: known({ file: source, place: () => at }, at),
    owner: known({ user: "root" }, at),
    mode: known(0o644, at),
    at,
    from: "run",
    because: [],
    ...rest,
  };
}

const link = (path: string, target: string) => file(path, { kind: "link", target });
const put = (...paths: string[]) => putLayer(paths.map((path) => file(path)));

/** What stands at a path: its own path once links are followed, `-` for nothing, `?` for "cannot tell". */
function at_(layers: readonly FileLayer[], path: string): string {
  const found = containerFiles(new Layers(layers)).lookup(path);
  return found === undefined
    ? "-"
    : isFile(found)
      ? `${found.path}${found.kind === "directory" ? "/" : ""}`
      : "?";
}

function globbed(layers: readonly FileLayer[], pattern: string): string {
  const { files, others } = containerFiles(new Layers(layers)).glob(pattern);
  return [...files.map(({ path }) => path), ...(others === undefined ? [] : ["?"])].join(" ");
}

describe("lookup", () => {
  test.each<[string, FileLayer[], string, string]>([
    ["a file", [put("/a/x")], "/a/x", "/a/x"],
    ["a folder that something lies in", [put("/a/b/x")], "/a", "/a/"],
    ["nothing", [put("/a/x")], "/a/y", "-"],
    ["a removed file", [put("/a/x"), removeLayer("/a/x")], "/a/x", "-"],
    ["a file below a removed folder", [put("/a/b/x"), removeLayer("/a")], "/a/b/x", "-"],
    ["a removed folder", [put("/a/b/x"), removeLayer("/a")], "/a", "-"],
    ["a file written again", [put("/a/x"), removeLayer("/a"), put("/a/x")], "/a/x", "/a/x"],
    ["below what cannot be told", [put("/a/x"), opaqueLayer("/a", why)], "/a/x", "?"],
    ["written after what cannot be told", [opaqueLayer("/a", why), put("/a/x")], "/a/x", "/a/x"],
    ["removed after what cannot be told", [opaqueLayer("/a", why), removeLayer("/a")], "/a/x", "-"],
    ["a link", [put("/a/x"), putLayer([link("/b", "/a")])], "/b/x", "/a/x"],
    ["a relative link to a file", [put("/a/x"), putLayer([link("/a/y", "/a/x")])], "/a/y", "/a/x"],
    ["a link to nothing", [putLayer([link("/a", "/b")])], "/a", "-"],
    ["a link to itself", [putLayer([link("/a", "/a")])], "/a", "/a"],
    [
      "outside of what a base is known for",
      [partlyKnownLayer((path) => path.startsWith("/etc"), why)],
      "/usr/x",
      "?",
    ],
    ["inside of it", [partlyKnownLayer((path) => path.startsWith("/etc"), why)], "/etc/x", "-"],
  ])("%s", (_, layers, path, expected) => {
    expect(at_(layers, path)).toBe(expected);
  });

  test("changes are applied in the order of the layers, to what they came after", () => {
    const owner = (user: string) =>
      changeLayer(
        { paths: ["/a"] },
        (path) => path === "/a",
        (found) => ({ ...found, owner: known({ user }, at) }),
      );
    const user = (layers: FileLayer[]) => {
      const found = containerFiles(new Layers(layers)).lookup("/a");
      return isFile(found) && found.owner.known ? found.owner.value.user : "?";
    };
    expect(user([put("/a"), owner("x"), owner("y")])).toBe("y");
    expect(user([owner("x"), put("/a")])).toBe("root");
  });
});

describe("glob", () => {
  test.each<[string, FileLayer[], string, string]>([
    [
      "sorted, without what has another ending",
      [put("/c/b.conf", "/c/a.conf", "/c/x")],
      "/c/*.conf",
      "/c/a.conf /c/b.conf",
    ],
    ["not into sub-folders, not dot files", [put("/c/a", "/c/d/b", "/c/.h")], "/c/*", "/c/a"],
    ["a plain path", [put("/c/a")], "/c/a", "/c/a"],
    ["more may be there", [put("/c/a"), opaqueLayer("/c", why), put("/c/b")], "/c/*", "/c/b ?"],
    ["one path that cannot be told", [put("/c/a"), opaqueLayer("/c/b", why)], "/c/*", "/c/a ?"],
    ["and that was written since", [opaqueLayer("/c/b", why), put("/c/b")], "/c/*", "/c/b"],
    ["the folder removed since", [opaqueLayer("/c", why), removeLayer("/c"), put("/c/a")], "/c/*", "/c/a"],
    ["a folder behind a link", [put("/real/a"), putLayer([link("/c", "/real")])], "/c/*", "/real/a"],
    [
      "elsewhere nothing is known",
      [partlyKnownLayer((path) => path.startsWith("/c"), why), put("/c/a")],
      "/c/*",
      "/c/a",
    ],
  ])("%s", (_, layers, pattern, expected) => {
    expect(globbed(layers, pattern)).toBe(expected);
  });
});

test("files that many images have are made when they are asked for, and stand where nothing stood", () => {
  const made: string[] = [];
  const paths = new SharedPaths(["/etc/a/one", "/etc/a/two", "/etc/b"]);
  const shared = sharedLayer(paths, (path) => {
    made.push(path);
    return path.endsWith("two") ? undefined : file(path);
  });
  const layers = [put("/etc/a/two"), shared];
  expect(at_(layers, "/etc/c")).toBe("-");
  expect(made).toEqual([]);
  expect(at_(layers, "/etc/a/one")).toBe("/etc/a/one");
  expect(at_(layers, "/etc/a/two")).toBe("/etc/a/two");
  expect(at_(layers, "/etc/a")).toBe("/etc/a/");
  expect(made).toEqual(["/etc/a/one", "/etc/a/two"]);
  expect(globbed(layers, "/etc/*")).toBe("/etc/b");
  expect(globbed([...layers, removeLayer("/etc/b")], "/etc/*")).toBe("");
  expect(at_([...layers, removeLayer("/etc/a"), put("/etc/a/two")], "/etc/a/one")).toBe("-");
  expect(made).toHaveLength(3);
});
