import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { alpine, before, conf, debian, gosu, httpd, php, templ } from "../other-repos.ts";
import { CONF, DOCKERFILE, IMAGE, textIn } from "../repos.ts";
import { file, link, tarball, zipped } from "../tarball.ts";

const EVIL = conf(80, "root");
const TAR = `${IMAGE}/files.tar`;
const COPIED = "COPY files.tar /tmp/\n";
const inPlace = tarball(file("etc/nginx/nginx.conf", EVIL));
const inFolder = tarball(file("nginx.conf", EVIL));

/** Lines that unpack `files.tar`, or something like it. */
const unpacked: Readonly<Record<string, readonly [string, Files?]>> = {
  "ADD to the root": ["ADD files.tar /", { [TAR]: inPlace }],
  "ADD packed by gzip": [
    "ADD files.tar.gz /",
    { [`${IMAGE}/files.tar.gz`]: zipped(file("etc/nginx/nginx.conf", EVIL)) },
  ],
  "ADD of an archive called a picture": [
    "ADD logo.jpg /",
    { [`${IMAGE}/logo.jpg`]: zipped(file("etc/nginx/nginx.conf", EVIL)) },
  ],
  "ADD with a way over another folder": [
    "ADD files.tar /",
    { [TAR]: tarball(file("./etc/nginx/nginx.conf", EVIL)) },
  ],
  "ADD of a link in place of the folder": [
    "ADD files.tar /",
    { [TAR]: tarball(file("srv/n/nginx.conf", EVIL), link("etc/nginx", "/srv/n")) },
  ],
  "ADD of a link in place of the file": [
    "ADD files.tar /",
    { [TAR]: tarball(file("srv/n", EVIL), link("etc/nginx/nginx.conf", "../../srv/n")) },
  ],
  "ADD behind a link of its own": [
    "ADD files.tar /",
    { [TAR]: tarball(link("e", "/etc/nginx"), file("e/nginx.conf", EVIL)) },
  ],
  "ADD of a link that a COPY goes through": [
    "ADD files.tar /\nCOPY x.conf /srv/web/nginx.conf",
    { [TAR]: tarball(link("srv/web", "/etc/nginx")), [`${IMAGE}/x.conf`]: EVIL },
  ],
  "ADD of a packed file that is text": ["ADD files.tbz /", { [`${IMAGE}/files.tbz`]: "BZh91AY&SYabcdefgh" }],
  "ADD of an archive that is a pointer": [
    "ADD files.tar.gz /",
    {
      [`${IMAGE}/files.tar.gz`]:
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
    },
  ],
  "ADD of a program": ["ADD files.tar /", { [TAR]: tarball(file("usr/sbin/nginx", "\u007fELF\0\0", 0o755)) }],
  "tar in another folder": [`${COPIED}RUN cd /etc/nginx && tar xf /tmp/files.tar`, { [TAR]: inFolder }],
  "tar with parts taken off": [
    `${COPIED}RUN tar --strip=2 -xf /tmp/files.tar -C /etc/nginx`,
    { [TAR]: tarball(file("a/b/nginx.conf", EVIL)) },
  ],
  "tar that renames": [
    `${COPIED}RUN tar xf /tmp/files.tar -C / --transform 's,^x/,etc/nginx/,'`,
    { [TAR]: tarball(file("x/nginx.conf", EVIL)) },
  ],
  "tar into a linked folder": [
    `RUN ln -s /etc/nginx /srv/web\n${COPIED}RUN tar xf /tmp/files.tar -C /srv/web`,
    { [TAR]: inFolder },
  ],
  "tar, and a link to what it made": [
    `${COPIED}RUN mkdir /o && tar xf /tmp/files.tar -C /o && ln -sf /o/etc/nginx/nginx.conf /etc/nginx/nginx.conf`,
    { [TAR]: inPlace },
  ],
  "tar with a program between its records": [
    `${COPIED}RUN tar xf /tmp/files.tar -C /opt --checkpoint=1 --checkpoint-action=exec='cp /opt/nginx.conf /etc/nginx/'`,
    { [TAR]: inFolder },
  ],
  "tar with a program that unpacks": [
    `${COPIED}RUN tar -I /opt/x -xf /tmp/files.tar -C /opt`,
    { [TAR]: inFolder },
  ],
  "tar with a program that unpacks, in full": [
    `${COPIED}RUN tar --use-compress-program='sh -c "cat > /etc/nginx/nginx.conf"' -xf /tmp/files.tar`,
    { [TAR]: inFolder },
  ],
  "tar with another program of the net": [`RUN tar --rsh-command=/opt/x -xf host:a.tar -C /opt`],
  "tar in Python": [`${COPIED}RUN python3 -m tarfile -e /tmp/files.tar /`, { [TAR]: inPlace }],
  "unzip whose names lead out": [
    "COPY a.zip /tmp/\nRUN unzip -o -: /tmp/a.zip -d /opt/x",
    { [`${IMAGE}/a.zip`]: "PK" },
  ],
  "gunzip beside": [
    "COPY n.gz /etc/nginx/nginx.conf.gz\nRUN gunzip -f /etc/nginx/nginx.conf.gz",
    { [`${IMAGE}/n.gz`]: "x" },
  ],
  "gzip -d beside": [
    "COPY n.gz /etc/nginx/nginx.conf.gz\nWORKDIR /etc/nginx\nRUN gzip -df nginx.conf.gz\nWORKDIR /",
    { [`${IMAGE}/n.gz`]: "x" },
  ],
  "xz -d beside": [
    "COPY n.xz /etc/nginx/nginx.conf.xz\nRUN xz -dfk /etc/nginx/nginx.conf.xz",
    { [`${IMAGE}/n.xz`]: "x" },
  ],
  "bunzip2 beside, by a pattern": [
    "COPY n.bz2 /etc/nginx/nginx.conf.bz2\nRUN bunzip2 -f /etc/nginx/*.bz2",
    { [`${IMAGE}/n.bz2`]: "x" },
  ],
  "zstd beside": [
    "COPY n.zst /etc/nginx/nginx.conf.zst\nRUN zstd --decompress -f /etc/nginx/nginx.conf.zst",
    { [`${IMAGE}/n.zst`]: "x" },
  ],
  "gpg beside": [
    "COPY n.gpg /etc/nginx/nginx.conf.gpg\nRUN gpg --batch --yes /etc/nginx/nginx.conf.gpg",
    { [`${IMAGE}/n.gpg`]: "x" },
  ],
  "a link that COPY writes through": [
    "RUN mkdir -p /srv/web && ln -s /etc/nginx/nginx.conf /srv/web/site.conf\nCOPY x.conf /srv/web/site.conf",
    { [`${IMAGE}/x.conf`]: EVIL },
  ],
  "a link of the repo that COPY writes through": [
    "COPY tree/ /srv/\nCOPY x.conf /srv/site.conf",
    { [`${IMAGE}/tree/site.conf`]: { target: "/etc/nginx/nginx.conf" }, [`${IMAGE}/x.conf`]: EVIL },
  ],
  "a linked folder of the repo": [
    "COPY tree/ /srv/\nCOPY x.conf /srv/web/nginx.conf",
    { [`${IMAGE}/tree/web`]: { target: "/etc/nginx" }, [`${IMAGE}/x.conf`]: EVIL },
  ],
};

const PASSWD = "root:x:0:0::/root:/bin/sh\nwww-data:x:0:0::/:/bin/sh\n";
/** Archives for what other servers, and starts, read. */
const others: Readonly<Record<string, readonly [Files, string, Files]>> = {
  "users of php": [php, "ADD p.tar /etc/", { [`${IMAGE}/p.tar`]: tarball(file("passwd", PASSWD)) }],
  "users of httpd by a link": [
    httpd,
    "ADD p.tar /",
    { [`${IMAGE}/p.tar`]: tarball(file("srv/pw", PASSWD), link("etc/passwd", "/srv/pw")) },
  ],
  "ports of Apache": [
    php,
    "ADD p.tar /etc/apache2/",
    { [`${IMAGE}/p.tar`]: tarball(file("ports.conf", "Listen 80\n")) },
  ],
  templates: [
    templ,
    "ADD p.tar /etc/nginx/templates/",
    { [`${IMAGE}/p.tar`]: tarball(file("shop.conf.template", "server {\n listen 80;\n}\n")) },
  ],
  "a hook": [
    alpine,
    "ADD p.tar /docker-entrypoint.d/",
    {
      [`${IMAGE}/p.tar`]: tarball(
        file("99-x.sh", "#!/bin/sh\nsed -i 's/8080/80/' /etc/nginx/conf.d/default.conf\n", 0o755),
      ),
    },
  ],
  gosu: [
    gosu,
    "ADD p.tar /usr/local/bin/",
    { [`${IMAGE}/p.tar`]: tarball(file("gosu", '#!/bin/sh\nshift\nexec "$@"\n', 0o755)) },
  ],
};

const FROM_FOLDER = textIn(debian, DOCKERFILE).replace(
  "COPY nginx.conf /etc/nginx/nginx.conf",
  "COPY conf/nginx.conf /etc/nginx/nginx.conf",
);
/** A source of COPY that becomes a link. */
const linked: Readonly<Record<string, Files>> = {
  "the source is a link": { [CONF]: { target: "x.conf" }, [`${IMAGE}/x.conf`]: EVIL },
  "the source is a link to a link": {
    [CONF]: { target: "one" },
    [`${IMAGE}/one`]: { target: "x.conf" },
    [`${IMAGE}/x.conf`]: EVIL,
  },
  "the source is a link into a linked folder": {
    [CONF]: { target: "now/nginx.conf" },
    [`${IMAGE}/now`]: { target: "v2" },
    [`${IMAGE}/v2/nginx.conf`]: EVIL,
  },
  "the source's folder is a link": {
    [DOCKERFILE]: FROM_FOLDER,
    [`${IMAGE}/conf`]: { target: "v2" },
    [`${IMAGE}/v2/nginx.conf`]: EVIL,
  },
  "the source is a link out of the context": {
    [CONF]: { target: "../../x.conf" },
    "deployment/x.conf": EVIL,
  },
  "the source is a link to itself": { [CONF]: { target: "nginx.conf" } },
};

export const archives: readonly Change[] = [
  ...Object.entries(unpacked).flatMap(([name, [lines, files]]) =>
    Object.entries({ alpine, debian }).map(
      ([repo, base]): Change => ({
        name: `archive: ${name} (${repo})`,
        base,
        head: before(base, lines, files),
      }),
    ),
  ),
  ...Object.entries(others).map(
    ([name, [base, lines, files]]): Change => ({
      name: `archive: ${name}`,
      base,
      head: before(base, lines, files),
    }),
  ),
  ...Object.entries(linked).map(
    ([name, files]): Change => ({
      name: `link: ${name}`,
      base: debian,
      head: { ...debian, ...files },
    }),
  ),
];
