import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { summary } from "../image-facts.ts";
import { tarOf } from "../tar.ts";
import { found } from "./found.ts";

const ARCHIVE = tarOf({
  "conf.d/": { mode: 0o750, uid: 33, gid: 33, user: "www-data" },
  "conf.d/a.conf": "a",
  "./app/run": { text: "x", mode: 0o4755, uid: 1500, gid: 1600 },
  l: { link: "conf.d/a.conf" },
});
const FILES = { "x.tar": { bytes: ARCHIVE }, "x.tgz": { bytes: gzipSync(ARCHIVE) }, "x.txt": "text" };
const XZ = { "x.tar": { bytes: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]) } };

/** What a path comes to behind lines of a Dockerfile of Debian. */
function behind(lines: string | readonly string[], path: string, files = {}): string {
  return found(["FROM debian:12", lines].flat(), path, { ...FILES, ...files });
}

// As BuildKit v0.34 did (solver/llbsolver/file/unpack.go).
describe("ADD", () => {
  test.each([
    ["ADD x.tar /w/", "/w/conf.d/a.conf", "root 0644 file /w/conf.d/a.conf"],
    ["ADD x.tgz /w", "/w/conf.d/a.conf", "root 0644 file /w/conf.d/a.conf"],
    ["ADD x.tar /w", "/w/conf.d", "33 0750 directory /w/conf.d"],
    ["ADD x.tar /w", "/w/app/run", "1500:1600 4755 file /w/app/run"],
    ["ADD x.tar /w", "/w/app", "root 0755 directory /w/app"],
    ["ADD x.tar /w", "/w/l", "root 0644 file /w/conf.d/a.conf"],
    ["ADD --chown=7:8 x.tar /w", "/w/app/run", "7:8 4755 file /w/app/run"],
    ["ADD x.tar /w", "/w/x.tar", "-"],
    ["ADD --unpack=false x.tar /w/", "/w/x.tar", "root 0644 file /w/x.tar"],
    ["COPY x.tar /w/", "/w/x.tar", "root 0644 file /w/x.tar"],
    ["ADD x.txt /w/", "/w/x.txt", "root 0644 file /w/x.txt"],
    [["USER 1500", "ADD x.tar /w"], "/w/app", "root 0755 directory /w/app"],
  ])("%j", (line, path, expected) => {
    expect(behind(line, path)).toBe(expected);
  });

  test("of what is not read nothing is known below the target", () => {
    expect(behind("ADD x.tar /w/", "/w/a", XZ)).toBe("?");
    expect(behind("ADD x.tar /w/", "/srv/a", XZ)).toBe("-");
    expect(behind("ADD x.tar /w/", "/w/x.tar", { "x.tar": { bytes: ARCHIVE.subarray(0, 700) } })).toBe("?");
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n";
    expect(behind("ADD x.tar /w/", "/w/a", { "x.tar": pointer })).toBe("?");
    expect(behind("ADD gone.tar /w/", "/w/a")).toBe("?");
  });

  test("what is called an archive and is none is copied", () => {
    expect(behind("ADD x.tar /w/", "/w/x.tar", { "x.tar": "text" })).toBe("root 0644 file /w/x.tar");
  });
});

// As GNU tar 1.34 (Debian 12) and BusyBox 1.35 did with the same archive.
describe("tar", () => {
  test.each([
    ["tar -C /w -xf /x.tar", "/w/conf.d/a.conf", "root 0644 file /w/conf.d/a.conf"],
    ["tar xf /x.tar -C /w", "/w/conf.d", "www-data 0750 directory /w/conf.d"],
    ["tar --extract --file=/x.tar --directory=/w", "/w/app/run", "1500:1600 4755 file /w/app/run"],
    ["tar xfC /x.tar /w", "/w/app/run", "1500:1600 4755 file /w/app/run"],
    ["cd /w && tar -zxvpf ../x.tar", "/w/app/run", "1500:1600 4755 file /w/app/run"],
    ["tar -xf /x.tar -C /w --strip-components=1", "/w/a.conf", "root 0644 file /w/a.conf"],
    ["tar -xf /x.tar -C /w --strip 1", "/w/run", "1500:1600 4755 file /w/run"],
    ["tar -xf /x.tar -C /w --strip 1", "/w/l", "-"],
    ["tar -xf /x.tar -C /w app", "/w/conf.d/a.conf", "-"],
    ["tar -xf /x.tar -C /w app/run", "/w/app/run", "1500:1600 4755 file /w/app/run"],
    ["tar -xof /x.tar -C /w", "/w/app/run", "root 4755 file /w/app/run"],
    ["tar --no-same-owner -xf /x.tar -C /w", "/w/conf.d", "root 0750 directory /w/conf.d"],
    ["tar -xf /x.tar -C /w", "/w/app", "root 0755 directory /w/app"],
    ["tar -tf /x.tar -C /w", "/w/app", "-"],
    ["mv /x.tar /y && tar -xf /y -C /w", "/w/app/run", "1500:1600 4755 file /w/app/run"],
    ["ln -s /w /lk && tar -xf /x.tar -C /lk", "/w/app/run", "1500:1600 4755 file /w/app/run"],
  ])("%s makes %s %s", (command, path, expected) => {
    expect(behind(["COPY x.tar /", `RUN mkdir /w && ${command}`], path)).toBe(expected);
  });

  test("as another user the files are that user's, less what the umask takes", () => {
    const lines = ["COPY x.tar /", "RUN mkdir -m 777 /w", "USER 1700:1800", "RUN tar -xf /x.tar -C /w"];
    expect(behind(lines, "/w/app/run")).toBe("1700:1800 0755 file /w/app/run");
    expect(behind([...lines.slice(0, 3), "RUN umask 077; tar -xf /x.tar -C /w"], "/w/app/run")).toBe(
      "1700:1800 0700 file /w/app/run",
    );
  });

  test.each([
    "curl https://x.example/y.tgz | tar xz -C /w",
    "tar -xf /gone.tar -C /w",
    "tar -xf /x.tar -C /w --exclude=app",
    "tar -xf /x.tar -C /w --transform=s/a/b/",
    "tar -xf /x.tar -C /w 'con*'",
    "tar -xf $FILE -C /w",
    "tar -xf /x.tar -C /w/$FOLDER",
    "tar -xf /x.tar -C /w --one-top-level=a",
    "cd /w && unzip -q /y.zip",
    "unzip /y.zip -d /w",
    "unzip -d /w -o /y.zip '*.conf'",
    "7z x /y.7z -o/w",
    "cd /w && rpm2cpio /y.rpm | cpio -idm",
    "cd /w && jar xf /y.jar",
    "dpkg-deb -x /y.deb /w",
    "unsquashfs -d /w /y.sfs",
    "bsdtar -xf /y -C /w",
  ])("%s hides what lies below its folder", (command) => {
    const lines = [
      "ARG FILE",
      "ARG FOLDER",
      "COPY x.tar /",
      `RUN mkdir -p /w && echo a > /w/a.conf && ${command}`,
    ];
    expect(behind(lines, "/w/a/a.conf")).toBe("?");
    expect(behind(lines, "/srv/a.conf")).toBe("-");
  });

  test.each([
    "tar -C / -xf /y.tar",
    "tar -xPf /y.tar -C /w",
    "cd / && unzip /y.zip",
    "curl $U | tar xzC /",
  ])("%s hides everything", (command) => {
    expect(behind(["ARG U", `RUN ${command}`], "/etc/nginx/nginx.conf")).toBe("?");
  });

  test.each([
    "tar -cf /w/a.tar /etc",
    "unzip -l /y.zip -d /etc/nginx",
    "unzip -p /y.zip a > /tmp/a",
    "dpkg -l",
  ])("%s writes nothing there", (command) => {
    expect(behind(`RUN ${command}`, "/srv/app/x")).toBe("-");
  });
});

describe("what a server loads", () => {
  const NGINX = {
    "conf.tar": { bytes: tarOf({ "nginx.conf": "user root;\nevents {}\nhttp { server { listen 81; } }\n" }) },
  };
  test.each([
    "ADD conf.tar /etc/nginx/",
    "COPY conf.tar /tmp/\nRUN tar -C /etc/nginx -xf /tmp/conf.tar",
  ])("comes out of %j", (line) => {
    expect(summary(`FROM nginx:1.27\n${line}\n`, NGINX).at(1)).toMatch(/workers root.*, listens \S*:81$/);
  });

  test("is unknown where the archive is", () => {
    const [, server = ""] = summary("FROM nginx:1.27\nADD conf.tar.xz /etc/nginx/\n", {
      "conf.tar.xz": XZ["x.tar"],
    });
    expect(server).toContain("workers ? ADD unpacks conf.tar.xz, which is compressed by xz");
  });
});

describe("who is in an image", () => {
  const PASSWD = { "etc.tar": { bytes: tarOf({ "etc/passwd": "nginx:x:0:0::/:/bin/sh\n" }) } };
  test.each<readonly [string, string]>([
    ["ADD etc.tar /", "user nginx:0"],
    ["COPY etc.tar /\nRUN tar xf etc.tar", "user nginx:0"],
    ["ADD etc.tar /opt/", "user nginx:101"],
    ["RUN curl https://x.example/y.tgz | tar xz -C /opt", "user nginx:101"],
  ])("%j", (lines, expected) => {
    expect(summary(`FROM nginx:1.27\n${lines}\nUSER nginx\n`, PASSWD)[0]).toBe(expected);
  });

  test.each([
    "ADD gone.tar /",
    "RUN curl https://x.example/y.tgz | tar xz -C /",
    "RUN tar -C /etc -xf /y.tar",
  ])("is unknown behind %j", (lines) => {
    expect(summary(`FROM nginx:1.27\n${lines}\nUSER nginx\n`, PASSWD)[0]).toMatch(/^user \?/);
  });
});

describe("a COPY of a link", () => {
  const LINKS = {
    "real/a.conf": "a",
    "a.conf": { target: "real/a.conf" },
    folder: { target: "real" },
    out: { target: "../../../README.md" },
    gone: { target: "nothing" },
    "/README.md": "x",
  };
  test.each([
    ["COPY a.conf /w/", "/w/a.conf", "root 0644 file /w/a.conf"],
    ["COPY folder /w/", "/w/a.conf", "root 0644 file /w/a.conf"],
    ["COPY folder/a.conf /w/b", "/w/b", "root 0644 file /w/b"],
    ["COPY *.conf /w/", "/w/a.conf", "root 0644 file /w/a.conf"],
    ["COPY out /w/", "/w/out", "?"],
    ["COPY gone /w/x", "/w/x", "?"],
    // Below a folder a link stays one.
    ["COPY . /w/", "/w/a.conf", "root 0644 file /w/real/a.conf"],
  ])("%s makes %s", (line, path, expected) => {
    expect(behind(line, path, LINKS)).toBe(expected);
  });
});
