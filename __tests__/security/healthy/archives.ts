import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { alpine, before, conf, debian } from "../other-repos.ts";
import { CONF, IMAGE } from "../repos.ts";
import { file, link, tarball, zipped } from "../tarball.ts";

const TAR = `${IMAGE}/files.tar`;
const COPIED = "COPY files.tar /tmp/\n";
const page = tarball(file("a.js", "1"), file("b/c.css", "2"));

/** Archives, packed files, links and programs that write, none of which is about what decides. */
const lines: Readonly<Record<string, readonly [string, Files?]>> = {
  "ADD elsewhere": ["ADD files.tar /opt/assets/", { [TAR]: page }],
  "ADD packed elsewhere": [
    "ADD a.tar.gz /opt/assets/",
    { [`${IMAGE}/a.tar.gz`]: zipped(file("x/a.js", "1")) },
  ],
  "ADD of pages to the root": ["ADD files.tar /", { [TAR]: tarball(file("usr/share/nginx/html/a.js", "1")) }],
  "ADD of links that stay": [
    "ADD files.tar /opt/a/",
    { [TAR]: tarball(file("v1/a", "1"), link("now", "v1")) },
  ],
  "ADD of an example": [
    "ADD files.tar /",
    { [TAR]: tarball(file("usr/share/doc/x/nginx.conf", conf(80, "root"))) },
  ],
  "ADD that does not unpack": ["ADD --unpack=false files.tar /opt/", { [TAR]: page }],
  "an archive that is only copied": [
    "COPY files.tar /opt/files.tar",
    { [TAR]: tarball(file("etc/nginx/nginx.conf", "x")) },
  ],
  "tar of pages": [
    `${COPIED}RUN tar xf /tmp/files.tar -C /usr/share/nginx/html && rm /tmp/files.tar`,
    { [TAR]: page },
  ],
  "tar with parts taken off": [
    `${COPIED}RUN mkdir /opt/a && tar --strip-components=1 -xf /tmp/files.tar -C /opt/a`,
    { [TAR]: page },
  ],
  "tar that lists": [
    `${COPIED}RUN tar tf /tmp/files.tar`,
    { [TAR]: tarball(file("etc/nginx/nginx.conf", "x")) },
  ],
  "tar that packs": ["RUN tar czf /tmp/html.tgz -C /usr/share/nginx html"],
  "tar by zstd": [`${COPIED}RUN mkdir /opt/a && tar -I zstd -xf /tmp/files.tar -C /opt/a`, { [TAR]: page }],
  "tar by xz with an option": ["RUN tar -I 'xz -T0' -cf /tmp/o.xz /usr/share/nginx/html"],
  "tar by pigz, in full": [
    `${COPIED}RUN mkdir /opt/a && tar --use-compress-program=pigz -xf /tmp/files.tar -C /opt/a`,
    { [TAR]: page },
  ],
  "tar with dots": [
    `${COPIED}RUN mkdir /opt/a && tar -xf /tmp/files.tar -C /opt/a --checkpoint=100 --checkpoint-action=dot`,
    { [TAR]: page },
  ],
  "tar of a download": ["RUN curl -fsSL https://example.org/a.tgz | tar xz -C /opt"],
  "a zip": [
    "COPY a.zip /tmp/\nRUN unzip -q /tmp/a.zip -d /opt/a && rm /tmp/a.zip",
    { [`${IMAGE}/a.zip`]: "PK" },
  ],
  "7z": ["COPY a.7z /tmp/\nRUN 7z x /tmp/a.7z -o/opt/a", { [`${IMAGE}/a.7z`]: "7z" }],
  cpio: [
    "COPY a.cpio /tmp/\nRUN mkdir /opt/a && cd /opt/a && cpio -id < /tmp/a.cpio",
    { [`${IMAGE}/a.cpio`]: "070701" },
  ],
  "gunzip of data": ["COPY d.json.gz /opt/\nRUN gunzip /opt/d.json.gz", { [`${IMAGE}/d.json.gz`]: "x" }],
  "gunzip of data by a pattern": [
    "COPY d.json.gz /opt/\nRUN gunzip /opt/*.gz",
    { [`${IMAGE}/d.json.gz`]: "x" },
  ],
  "gunzip that prints": ["RUN gunzip -c /usr/share/doc/x.gz > /tmp/x"],
  "xz of data": ["COPY w.xz /opt/\nRUN xz -d /opt/w.xz", { [`${IMAGE}/w.xz`]: "x" }],
  "zstd with a name": ["COPY d.zst /opt/\nRUN zstd -d /opt/d.zst -o /opt/d", { [`${IMAGE}/d.zst`]: "x" }],
  "a key of a repository": [
    "RUN curl -fsSL https://example.org/k.asc | gpg --dearmor -o /usr/share/keyrings/k.gpg",
  ],
  "a signature": ["RUN curl -fsSLO https://example.org/k.asc && gpg --verify k.asc"],
  "sort of what decides": [
    "RUN sort -u /etc/nginx/mime.types -o /tmp/s && uniq /etc/nginx/mime.types /tmp/u",
  ],
  "awk that asks": ["RUN awk -F: '$3 > 1000 { print $1 }' /etc/passwd"],
  "awk that prints signs": ["RUN awk '{ if ($1 > 3) print \"a > b | c\" }' /etc/group"],
  "awk that writes elsewhere": ["RUN awk '{ print $1 > \"/tmp/x\" }' /etc/passwd"],
  "awk that writes a number": ["WORKDIR /tmp\nRUN awk '{ print $1 > 5 }' /etc/hosts\nWORKDIR /"],
  "questions about the root": ["RUN du -sh / && df / && ls / && find / -xdev -name x.y"],
  "links of logs": [
    "RUN ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log",
  ],
  "a linked folder of pages": ["RUN ln -s /usr/share/nginx/html /srv/www\nCOPY html /srv/www/"],
  "a link that COPY writes through": [
    "RUN mkdir -p /srv/a && ln -s /srv/a/v1.txt /srv/a/now.txt\nCOPY a.txt /srv/a/now.txt",
    { [`${IMAGE}/a.txt`]: "1\n" },
  ],
  "a folder of links": [
    "COPY tree/ /srv/",
    {
      [`${IMAGE}/tree/a`]: "1",
      [`${IMAGE}/tree/b`]: { target: "a" },
      [`${IMAGE}/tree/html`]: { target: "/usr/share/nginx/html" },
    },
  ],
};

const GOOD = conf(8080).replace("1024", "512");
const linked: Readonly<Record<string, Files>> = {
  "the source becomes a link": { [CONF]: { target: "real.conf" }, [`${IMAGE}/real.conf`]: GOOD },
  "the source becomes a link to a link": {
    [CONF]: { target: "one" },
    [`${IMAGE}/one`]: { target: "real.conf" },
    [`${IMAGE}/real.conf`]: GOOD,
  },
  "a link among pages": { [`${IMAGE}/html/a.html`]: { target: "index.html" } },
};

export const healthyArchives: readonly Change[] = [
  ...Object.entries(lines).flatMap(([name, [text, files]]) =>
    Object.entries({ alpine, debian }).map(
      ([repo, base]): Change => ({
        name: `archive: ${name} (${repo})`,
        base,
        head: before(base, text, files),
      }),
    ),
  ),
  ...Object.entries(linked).map(
    ([name, files]): Change => ({
      name: `link: ${name}`,
      base: debian,
      head: { ...debian, ...files },
    }),
  ),
];
