import { expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

const DEBIAN =
  "FROM debian:12\nRUN apt-get install -y nginx runit s6 gosu && useradd -u 1500 web\nCOPY nginx.conf /etc/nginx/\n";
const PLAIN =
  "pid /tmp/n.pid;\nerror_log stderr;\nevents {}\nhttp { access_log off; client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c; uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e; server { listen 8080; } }\n";
const SHELL = '#!/bin/sh\nexec nginx -g "daemon off;"\n';
const EXECLINE =
  '#!/command/execlineb -P\nwith-contenv\nfdmove -c 2 1\ncd /srv\ns6-setuidgid web\nnginx -g "daemon off;"\n';

/** Whether nginx starts and as whom, by folders of services. */
const started = (Dockerfile: string, files: Readonly<Record<string, string>>) => {
  const [image] = imageFacts({ Dockerfile: `${DEBIAN}${Dockerfile}\n`, "nginx.conf": PLAIN, ...files });
  const [server] = image?.servers ?? [];
  if (typeof server?.starts !== "boolean") return server?.starts.why ?? "no server";
  return server.starts ? `as ${server.master.known ? server.master.name : "?"}` : "no";
};

test.each<[string, string, Readonly<Record<string, string>>, string]>([
  [
    "runsvdir",
    'COPY --chmod=755 s /etc/service\nCMD ["runsvdir", "-P", "/etc/service"]',
    { "s/nginx/run": SHELL },
    "as root",
  ],
  [
    "runsvdir, as a user",
    'COPY --chmod=755 s /srv/s\nCMD ["runsvdir", "/srv/s"]',
    { "s/nginx/run": SHELL.replace("exec", "exec chpst -u web") },
    "as web",
  ],
  [
    "a service that is not executable",
    'COPY --chmod=644 s /etc/service\nCMD ["runsvdir", "/etc/service"]',
    { "s/nginx/run": SHELL },
    "no",
  ],
  ["my_init", 'COPY --chmod=755 s /etc/service\nCMD ["/sbin/my_init"]', { "s/nginx/run": SHELL }, "as root"],
  [
    "s6-svscan",
    'COPY --chmod=755 s /etc/s6\nCMD ["s6-svscan", "/etc/s6"]',
    { "s/nginx/run": SHELL },
    "as root",
  ],
  ["s6-overlay", 'COPY s /etc/services.d\nENTRYPOINT ["/init"]', { "s/nginx/run": SHELL }, "as root"],
  [
    "s6-overlay, in execline",
    'COPY s /etc/services.d\nENTRYPOINT ["/init"]',
    { "s/nginx/run": EXECLINE },
    "as web",
  ],
  [
    "s6-rc",
    'COPY s /etc/s6-overlay/s6-rc.d\nENTRYPOINT ["/init"]',
    { "s/nginx/run": EXECLINE, "s/nginx/type": "longrun\n", "s/user/contents.d/nginx": "" },
    "as web",
  ],
  [
    "s6-rc, a bundle and what it needs",
    'COPY s /etc/s6-overlay/s6-rc.d\nENTRYPOINT ["/init"]',
    {
      "s/nginx/run": SHELL,
      "s/nginx/type": "longrun\n",
      "s/app/type": "longrun\n",
      "s/app/run": "#!/bin/sh\nexec node a.js\n",
      "s/app/dependencies.d/nginx": "",
      "s/all/type": "bundle\n",
      "s/all/contents.d/app": "",
      "s/user/contents.d/all": "",
    },
    "as root",
  ],
  [
    "s6-rc, nothing that starts it",
    'COPY s /etc/s6-overlay/s6-rc.d\nENTRYPOINT ["/init"]',
    { "s/nginx/run": SHELL, "s/nginx/type": "longrun\n" },
    "init starts other programs, but which ones is unknown",
  ],
  [
    "execline with a block",
    'COPY s /etc/services.d\nENTRYPOINT ["/init"]',
    { "s/nginx/run": `#!/command/execlineb -P\nforeground { echo }\nnginx\n` },
    "/etc/services.d/nginx/run is started here, but what else it starts is unknown",
  ],
  [
    "a Procfile",
    'WORKDIR /app\nCOPY Procfile /app/\nCMD ["honcho", "start"]',
    { Procfile: "web: nginx -g 'daemon off;'\njobs: node jobs.js\n" },
    "as root",
  ],
  [
    "a Procfile by its name",
    'COPY Procfile /etc/procs\nCMD ["forego", "start", "-f", "/etc/procs"]',
    { Procfile: "web: gosu web nginx -g 'daemon off;'\n" },
    "as web",
  ],
  [
    "a Procfile without it",
    'WORKDIR /app\nCOPY Procfile /app/\nCMD ["honcho", "start"]',
    { Procfile: "jobs: node jobs.js\n" },
    "no",
  ],
  ["no Procfile", 'CMD ["honcho", "start"]', {}, "honcho starts other programs, but which ones is unknown"],
])("%s", (_, dockerfile, files, expected) => {
  expect(started(dockerfile, files)).toBe(expected);
});
