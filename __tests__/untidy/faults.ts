import { posix } from "node:path";
import type { ImageFacts } from "../../src/facts.ts";
import type { Files } from "../app/changes-between.ts";

/** A tree with one fault that it did not have. */
export interface Fault {
  /** What was done, for people. */
  readonly what: string;
  /** The rule that has to say so, and no other. */
  readonly rule: string;
  readonly files: Files;
}

/** An image whose facts are told, and the tree that it lies in. */
export interface Subject {
  readonly image: ImageFacts;
  readonly files: Files;
}

/** A way to break an image; it does not fit each. */
export type Break = (subject: Subject) => Fault | undefined;

/** Ways to break any image, by name. */
export const BREAKS: Readonly<Record<string, Break>> = {
  "missing source": appended("COPY no-such-file.conf /srv/", "layout/missing-copy-source"),
  "removed source": (subject) => {
    const source = copiedFile(subject);
    if (source === undefined) return undefined;
    const { [source]: _, ...files } = subject.files;
    return { what: `${source} is gone`, rule: "layout/missing-copy-source", files };
  },
  "port out of range": appended("EXPOSE 99999", "fact/unreadable"),
  "unknown flag": appended("HEALTHCHECK --intervall=5s CMD true", "fact/unreadable"),
  "misspelt instruction": appended("EXPSE 8080", "fact/unreadable"),
  // nginx and Apache drop root themselves.
  "last USER root": fitting(
    (subject) => isNonRoot(subject) && subject.image.servers.length === 0,
    appended("USER root", "user/final-root"),
  ),
  "USER dropped": fitting(
    (subject) =>
      // A server that starts as root may listen where it could not before, which is told as well.
      isNonRoot(subject) &&
      subject.image.servers.length === 0 &&
      /^(?:alpine|debian|golang|node|python|ubuntu)[:@]/.test(subject.image.base),
    ({ files, image }) => {
      const before = textOf(files, image.dockerfile);
      const after = before.replace(/^USER .*\n/gim, "");
      if (after === before) return undefined;
      const rule = /\b(?:useradd|adduser)\b/.test(before) ? "user/created-unused" : "user/missing";
      return { what: "no USER", rule, files: put(files, image.dockerfile, after) };
    },
  ),
  "unused user": fitting(
    (subject) => isNonRoot(subject) || starts(subject, "nginx") || starts(subject, "apache"),
    (subject) => {
      const { base, containerUser: user } = subject.image;
      const made = /alpine/i.test(base) ? "RUN adduser -S ghost" : "RUN useradd --system ghost";
      const last = user.known && !user.root ? (user.name ?? user.uid) : undefined;
      return appended(
        last === undefined ? made : `USER root\n${made}\nUSER ${last}`,
        "user/created-unused",
      )(subject);
    },
  ),
  "undefined owner": fitting(
    isKnownRoot,
    appended("RUN mkdir -p /srv/spool && chown ghost:ghost /srv/spool", "files/chown-undefined"),
  ),
  "world-writable": fitting(
    isKnownRoot,
    appended("RUN mkdir -p /srv/upload && chmod 777 /srv/upload", "files/world-writable"),
  ),
  "HEALTHCHECK of another port": fitting(
    isKnownToListen,
    appended("HEALTHCHECK CMD curl -f http://localhost:4711/", "ports/published-mismatch"),
  ),
  "EXPOSE of another port": fitting(isKnownToListen, appended("EXPOSE 4711", "ports/expose-mismatch")),
  "listen 80": fitting(isNonRoot, (subject) =>
    edited(subject, {
      rule: "nginx/privileged-port",
      of: /nginx|site|vhost|conf/,
      edit: (text) => text.replace(/^(\s*listen\s+)\d{4,5}\b/m, (_, before: string) => `${before}80`),
    }),
  ),
  "misspelt directive of nginx": fitting(
    (subject) => starts(subject, "nginx"),
    (subject) =>
      edited(subject, {
        rule: "nginx/syntax",
        of: /nginx|site|vhost|conf/,
        edit: (text) => text.replace(/^(\s*)(server_name|sendfile|access_log|root|index) /m, "$1x$2 "),
      }),
  ),
  "include of nothing": fitting(
    (subject) => starts(subject, "nginx"),
    (subject) =>
      edited(subject, {
        rule: "nginx/include-missing",
        of: /nginx|site|vhost|conf/,
        edit: (text) => text.replace(/^(\s*include\s+)[^\s;*]+;/m, "$1/etc/nginx/no-such-file.conf;"),
      }),
  ),
  "misspelt directive of Apache": fitting(
    (subject) => starts(subject, "apache"),
    (subject) =>
      edited(subject, {
        rule: "apache/syntax",
        of: /httpd|apache|vhost|site|conf/,
        edit: (text) => text.replace(/^(\s*)(DocumentRoot|AllowOverride|Require|ErrorLog) /m, "$1x$2 "),
      }),
  ),
  "script without its bit": ({ files, image }) => {
    const started = /^(?:ENTRYPOINT|CMD) \["\/(?:[\w.-]+\/)*([\w.-]+)"/m.exec(
      textOf(files, image.dockerfile),
    )?.[1];
    const path = `${image.path}/${started}`;
    const file = files[path];
    if (typeof file !== "object" || file.kind !== "executable") return undefined;
    return {
      what: `chmod -x ${path}`,
      rule: "layout/file-mode",
      files: { ...files, [path]: { ...file, kind: "file" } },
    };
  },
  "stray file": ({ files, image }) =>
    added(files, `${posix.dirname(image.path)}/leftover.conf`, "layout/stray-file"),
  "backup copy": ({ files, image }) => added(files, `${image.dockerfile}.bak`, "layout/backup-file"),
  "configuration for nothing": ({ files, image }) =>
    added(files, `${image.path}/forgotten.conf`, "layout/unreferenced-config"),
  "link to nothing": (subject) =>
    edited(subject, {
      rule: "docs/broken-link",
      of: /^\/README\.md$/,
      edit: (text) => `${text}\nSee [the notes](no-such-notes.md).\n`,
    }),
  "another port in a README": (subject) =>
    edited(subject, {
      rule: "docs/stale",
      of: /^\/README\.md$/,
      edit: (text) =>
        text.replace(
          /^(\s*[|*-].*)\b(?:80|443|8080|8443|9000|3306|6379)\b/m,
          (_, before: string) => `${before}4711`,
        ),
    }),
};

function fitting(fits: (subject: Subject) => boolean, apply: Break): Break {
  return (subject) => (fits(subject) ? apply(subject) : undefined);
}

function appended(line: string, rule: string): Break {
  return (subject) => {
    const text = `${textOf(subject.files, subject.image.dockerfile).trimEnd()}\n${line}\n`;
    return { what: line, rule, files: put(subject.files, subject.image.dockerfile, text) };
  };
}

interface Edit {
  readonly rule: string;
  /** Which files of the image folder. */
  readonly of: RegExp;
  /** The text with the fault; the same text where it does not fit. */
  readonly edit: (text: string) => string;
}

/** The first file of the image folder that can be broken so. */
function edited({ image, files }: Subject, { rule, of, edit }: Edit): Fault | undefined {
  for (const path of Object.keys(files)) {
    if (!path.startsWith(`${image.path}/`) || !of.test(path.slice(image.path.length))) continue;
    const before = textOf(files, path);
    const after = edit(before);
    if (after !== before)
      return { what: `${path}: ${changedLine(before, after)}`, rule, files: put(files, path, after) };
  }
  return undefined;
}

function added(files: Files, path: string, rule: string): Fault | undefined {
  if (path in files) return undefined;
  return { what: path, rule, files: { ...files, [path]: "server {\n    listen 8099;\n}\n" } };
}

function changedLine(before: string, after: string): string {
  const old = new Set(before.split("\n"));
  return (after.split("\n").find((line) => !old.has(line)) ?? "a line is gone").trim();
}

function put(files: Files, path: string, text: string): Files {
  const old = files[path];
  return {
    ...files,
    [path]: typeof old === "object" ? { ...old, bytes: new TextEncoder().encode(text) } : text,
  };
}

function textOf(files: Files, path: string): string {
  const file = files[path];
  if (typeof file === "string") return file;
  return file?.text ?? new TextDecoder().decode(file?.bytes);
}

/** A file that a COPY line names by itself, and no other Dockerfile names. */
function copiedFile({ image, files }: Subject): string | undefined {
  const lines = textOf(files, image.dockerfile).matchAll(
    /^COPY\s+(?!--from)(?:--\S+\s+)*([\w./-]+)\s+\S+$/gm,
  );
  const context = typeof image.context === "string" ? image.context : image.path;
  const others = Object.keys(files).filter((path) => path !== image.dockerfile && /Dockerfile/.test(path));
  const isShared = (name: string) => others.some((path) => textOf(files, path).includes(name));
  return [...lines]
    .map(([, source = ""]) => posix.join(context, source))
    .find((path) => path in files && !isShared(posix.basename(path)));
}

function isNonRoot({ image: { containerUser } }: Subject): boolean {
  return containerUser.known && !containerUser.root;
}

/** Root, of an image of which everything is known. */
function isKnownRoot({ image: { containerUser, unknown } }: Subject): boolean {
  return containerUser.known && containerUser.root && unknown.length === 0;
}

function starts({ image }: Subject, kind: string): boolean {
  return image.servers.some((one) => one.kind === kind && one.starts === true);
}

/** Whether all ports of the image are known, and there are some: a server that cannot start has none. */
function isKnownToListen({ image: { servers, unknown } }: Subject): boolean {
  return (
    unknown.length === 0 &&
    servers.length > 0 &&
    servers.every(({ listenersComplete, starts }) => starts === true && listenersComplete !== false)
  );
}
