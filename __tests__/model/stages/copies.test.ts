import { describe, expect, test } from "vitest";
import { found } from "./found.ts";

// What GNU coreutils 9.1 (Debian 12) and BusyBox 1.37 (built as Alpine's) did with the same commands.
const SOURCE = [
  "mkdir -p /w/src/d && cd /w && echo a > src/a && echo b > src/d/b",
  "chown -R www-data:www-data src && chmod 640 src/a && chmod 750 src && ln -s a src/l",
].join(" && ");

/** What lies at a path below `/w` behind commands that run in it. */
function behind(commands: string, path: string, base = "debian:12"): string {
  return found([`FROM ${base}`, `RUN ${SOURCE} && ${commands}`], `/w/${path}`);
}

describe("where a copy goes", () => {
  test.each([
    ["mkdir dst && cp -r src dst", "dst/src/a"],
    ["cp -r src dst", "dst/a"],
    ["cp -r src dst/", "dst/a"],
    ["cp -r src/ dst", "dst/a"],
    ["cp -r src/. dst", "dst/a"],
    ["mkdir dst && cp -r src/. dst/", "dst/a"],
    ["mkdir dst && cp -rT src dst", "dst/a"],
    ["mkdir dst && cp -t dst src/a", "dst/a"],
    ["mkdir dst && cp -r src/* dst", "dst/a"],
    ["mkdir dst && cp src/a src/d/b dst", "dst/a"],
    ["mkdir real && ln -s real lk && cp -r src lk", "real/src/a"],
    ["mkdir real && ln -s real lk && cp -r src/. lk/", "real/a"],
    ["ln -s src sl && cp -rH sl dst", "dst/a"],
    ["ln -s src sl && cp -r sl/ dst", "dst/a"],
    ["ln -s src sl && cp -r sl/. dst", "dst/a"],
    ["mkdir dst && cp --parents src/a dst", "dst/src/a"],
  ])("%s makes %s", (commands, path) => {
    expect(behind(commands, path)).toBe(`root 0640 file /w/${path}`);
  });

  test.each([
    ["mv src dst/", "dst/a"],
    ["mkdir dst && mv src dst", "dst/src/a"],
    ["mkdir dst && mv -T src dst", "dst/a"],
    ["mkdir -p dst/src && mv src dst", "dst/src/a"],
    ["mkdir o && ln -s o lk && mv src/a lk", "o/a"],
    ["mkdir o && mv -t o src/a src/d", "o/a"],
    ["echo old > old && mv src/a old", "old"],
    ["echo old > old && ln -s old lk && mv src/a lk", "lk"],
  ])("%s leaves the file as it was at %s", (commands, path) => {
    expect(behind(commands, path)).toBe(`www-data 0640 file /w/${path}`);
    expect(behind(commands, "src/a")).toBe("-");
  });

  test("a link that counts from its folder leads to the copy beside it", () => {
    expect(behind("cp -r src dst && rm -r src", "dst/l")).toBe("root 0640 file /w/dst/a");
    expect(behind("mv src dst", "dst/l")).toBe("www-data 0640 file /w/dst/a");
  });

  test("whether a folder of an unknown base is there decides, and cannot be told", () => {
    expect(behind("cp -r src /opt/new/", "../opt/new/a", "harbor.corp/x:1")).toBe("?");
    expect(behind("cp -r src /opt/new/", "../opt/new/src/a", "harbor.corp/x:1")).toBe("?");
  });
});

describe("whose a copy is", () => {
  test.each([
    ["cp src/a new", "new", "root 0640 file /w/new"],
    ["cp -p src/a new", "new", "www-data 0640 file /w/new"],
    ["cp --preserve=mode,ownership src/a new", "new", "www-data 0640 file /w/new"],
    ["cp -a --no-preserve=ownership src new", "new/a", "root 0640 file /w/new/a"],
    ["cp --no-preserve=ownership -a src new", "new/a", "www-data 0640 file /w/new/a"],
    ["cp -a src dst", "dst/d", "www-data 0755 directory /w/dst/d"],
    ["mkdir -m 700 dst && cp -a src/. dst/", "dst", "www-data 0750 directory /w/dst"],
    ["mkdir -m 700 dst && cp -r src/. dst/", "dst", "root 0700 directory /w/dst"],
    [
      "mkdir -p dst/src && chown games dst/src && cp -r src dst",
      "dst/src",
      "games:root 0755 directory /w/dst/src",
    ],
    ["umask 077 && cp -r src dst", "dst", "root 0700 directory /w/dst"],
    ["cp -n src/a src/d/b", "src/d/b", "www-data 0644 file /w/src/d/b"],
    ["cp -u src/a src/d/b", "src/d/b", "?"],
    ["ln src/a hard", "hard", "www-data 0640 file /w/hard"],
    ["cp -l src/a hard", "hard", "www-data 0640 file /w/hard"],
    ["cp -s /w/src/a soft", "soft", "www-data 0640 file /w/src/a"],
    ["install src/a new", "new", "root 0755 file /w/new"],
    ["install -D src/a e/f/new", "e/f", "root 0755 directory /w/e/f"],
    ["install -D -t e/f src/a", "e/f/a", "root 0755 file /w/e/f/a"],
    ["install -m 600 -o games -g games src/a src/d/b", "src/d/b", "games 0600 file /w/src/d/b"],
    ["rsync -a src/ dst/", "dst/a", "www-data 0640 file /w/dst/a"],
    ["rsync -a src dst", "dst/src/a", "www-data 0640 file /w/dst/src/a"],
    ["rsync -a --delete src/ dst/", "dst/a", "?"],
  ])("%s: %s", (commands, path, expected) => {
    expect(behind(commands, path)).toBe(expected);
  });

  const written = "echo old > old && chown games old && chmod 600 old && ln -s old lk && cp src/a";
  test.each([
    [`${written} old`, "old", "games:root 0600 file /w/old", "root 0640 file /w/old"],
    [`${written} lk`, "lk", "games:root 0600 file /w/old", "root 0640 file /w/lk"],
    ["chmod 4755 src/a && cp src/a new", "new", "root 0755 file /w/new", "root 4755 file /w/new"],
  ])("%s: %s is another on Debian than on Alpine", (commands, path, debian, alpine) => {
    expect(behind(commands, path)).toBe(debian);
    expect(behind(commands, path, "alpine:3.20")).toBe(alpine);
  });

  test("whoever is not root cannot keep the owner", () => {
    const lines = [
      "FROM debian:12",
      `RUN ${SOURCE} && chmod 777 /w`,
      "USER games",
      "RUN cp -a /w/src /w/dst",
    ];
    expect(found(lines, "/w/dst/a")).toMatch(/^games/);
  });
});

describe("chown and links", () => {
  const LINKS = "mkdir real && echo x > real/f && ln -s real lk && mkdir out && ln -s ../out real/out";
  const [ours, theirs] = ["games:root", "root"];
  test.each([
    ["chown games lk", ours, theirs, theirs],
    ["chown -h games lk", theirs, theirs, theirs],
    ["chown -R games lk", theirs, theirs, theirs],
    ["chown -R games lk/", ours, ours, theirs],
    ["chown -RH games lk", ours, ours, ours],
    ["chown -RL games lk", ours, ours, ours],
    ["chown -RP games lk", theirs, theirs, theirs],
    ["chown -Rh games real", ours, ours, theirs],
    ["chown -R games real", ours, ours, theirs],
    ["chown -R games lk/*", theirs, ours, theirs],
    ["chown --from=root games real", ours, theirs, theirs],
    ["chown --from=games games:games real", theirs, theirs, theirs],
    ["chgrp -R games real && chgrp -R root real && chown -R games lk", theirs, theirs, theirs],
  ])("%s", (command, folder, file, out) => {
    expect(behind(`${LINKS} && ${command}`, "real")).toBe(`${folder} 0755 directory /w/real`);
    expect(behind(`${LINKS} && ${command}`, "real/f")).toBe(`${file} 0644 file /w/real/f`);
    expect(behind(`${LINKS} && ${command}`, "out")).toBe(`${out} 0755 directory /w/out`);
  });

  test("the owner of another file cannot be told", () => {
    expect(behind("chown --reference=src/d src/a", "src/a")).toBe("? 0640 file /w/src/a");
  });

  test("the set-id bits of a program go with its owner", () => {
    expect(behind("chmod 4755 src/a && chown root src/a", "src/a")).toBe("root:www-data 0755 file /w/src/a");
  });

  test("chmod -R goes below a link that is named to it, but for BusyBox's", () => {
    const command = `${LINKS} && chmod -R 700 lk`;
    expect(behind(command, "real/f")).toBe("root 0700 file /w/real/f");
    expect(behind(command, "real/f", "alpine:3.20")).toBe("root 0644 file /w/real/f");
  });
});

describe("folders and links", () => {
  test.each([
    ["mkdir -p -m 777 a/b/c", "a/b", "root 0755 directory /w/a/b"],
    ["mkdir -p -m 777 a/b/c", "a/b/c", "root 0777 directory /w/a/b/c"],
    ["mkdir a && mkdir -p -m 700 a", "a", "root 0755 directory /w/a"],
    ["mkdir -m 2775 a && chgrp games a && mkdir -p a/b/c", "a/b/c", "root:games 2755 directory /w/a/b/c"],
    ["umask 027 && mkdir a", "a", "root 0750 directory /w/a"],
    ["(umask 027 && mkdir a); mkdir b", "b", "root 0755 directory /w/b"],
    ["umask u=rwx,g=rx,o= && touch a", "a", "root 0640 file /w/a"],
    ["umask 027; echo x > a", "a", "root 0640 file /w/a"],
    ["umask 027; touch a && chmod +x a", "a", "root 0750 file /w/a"],
    ["umask $(cat mask); touch a", "a", "root ? file /w/a"],
    ["mkdir -m 700 a && install -d a", "a", "root 0755 directory /w/a"],
    ["install -d -m 700 -o games a/b", "a", "root 0755 directory /w/a"],
    ["mkdir d && ln -s d l && ln -sfn /w/src l", "l", "www-data 0750 directory /w/src"],
    ["mkdir d && ln -s d l && ln -sf /w/src l", "d/src", "www-data 0750 directory /w/src"],
    ["mkdir d && ln -s d l && ln -sfT /w/src l", "l", "www-data 0750 directory /w/src"],
    ["mkdir d && ln -sfn /w/src d", "d/src", "www-data 0750 directory /w/src"],
    ["mkdir d && ln -st d /w/src", "d/src", "www-data 0750 directory /w/src"],
    ["mkdir d && ln -sr src/d d/x", "d/x", "www-data 0755 directory /w/src/d"],
    ["mkdir d && touch d/.f d/g && rm -rf d/*", "d/.f", "root 0644 file /w/d/.f"],
    ["mkdir d && touch d/.f d/g && rm -rf d/*", "d/g", "-"],
  ])("%s: %s", (commands, path, expected) => {
    expect(behind(commands, path)).toBe(expected);
  });
});

test.each([
  ["/own/etc/a.conf", "root 0644 file /own/etc/a.conf"],
  ["/own/etc/b.conf", "-"],
  ["/own/bin/tool", "?"],
  ["/own/bin/other", "-"],
])("a folder of another stage, of which one file is not known: %s", (path, expected) => {
  const lines = [
    "FROM alpine:3.23 AS made",
    "RUN mkdir -p /made/etc && echo a > /made/etc/a.conf",
    "COPY --from=example.org/team/tool:1 /usr/bin/tool /made/bin/tool",
    "FROM alpine:3.23",
    "COPY --from=made /made /own",
  ];
  expect(found(lines, path)).toBe(expected);
});
