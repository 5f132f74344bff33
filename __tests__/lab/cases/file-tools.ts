import type { LabCase, Theme } from "../case.ts";
import { NGINX, nginxWith, SITE, START_NGINX } from "./images.ts";

const LOGGING = `error_log /srv/log/e.log; pid /tmp/nginx.pid;
events {}
http { access_log off; client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c;
  uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e; ${SITE}}
`;

/** nginx as www-data, which stays up only where the lines let it open its log below /srv/log. */
const logs = (name: string, run: string, user = "www-data", text = LOGGING): LabCase =>
  nginxWith(
    name,
    `COPY nginx.conf /etc/nginx/nginx.conf\nRUN ${run}\n`,
    { "nginx.conf": text },
    `USER ${user}\n${START_NGINX}`,
  );

const site = (port: number) => `server { listen ${port}; }\n`;
/** A folder of sites at /opt/sites, and what a line makes of them in conf.d. */
const sites = (name: string, run: string): LabCase => ({
  name,
  files: {
    Dockerfile: `${NGINX}COPY sites /opt/sites\nRUN ${run}\n${START_NGINX}`,
    "sites/a.conf": site(8081),
    "sites/b.conf": site(8082),
    "sites/more/c.conf": site(8083),
  },
});

/** A site over several lines, and what a line makes of it. */
const edited = (name: string, run: string): LabCase => ({
  name,
  files: {
    Dockerfile: `${NGINX}COPY web.conf /etc/nginx/conf.d/web.conf\nRUN ${run}\n${START_NGINX}`,
    "web.conf": "server {\n    listen 8081;\n    listen 8082;\n    # listen 8083;\n    server_name web;\n}\n",
  },
});
const IN = "/etc/nginx/conf.d";
const WEB = `${IN}/web.conf`;

export const fileTools: Theme = {
  name: "file-tools",
  cases: [
    logs("chown -R -H of a link", "mkdir /data && ln -s /data /srv/log && chown -RH www-data /srv/log"),
    logs("chown -h of a link", "mkdir /data && ln -s /data /srv/log && chown -h www-data /srv/log"),
    logs("chown of a link", "mkdir /data && ln -s /data /srv/log && chown www-data /srv/log"),
    logs("chown -R of a link", "mkdir /data && ln -s /data /srv/log && chown -R www-data /srv/log"),
    logs(
      "chown -R of a link with a slash",
      "mkdir /data && ln -s /data /srv/log && chown -R www-data /srv/log/",
    ),
    logs("chown -R -L above a link", "mkdir /data && ln -s /data /srv/log && chown -RL www-data /srv"),
    logs("chown -R above a link", "mkdir /data && ln -s /data /srv/log && chown -R www-data /srv"),
    logs("chown --from of whose it is", "mkdir /srv/log && chown --from=root www-data /srv/log"),
    logs("chown --from of somebody else", "mkdir /srv/log && chown --from=games www-data /srv/log"),
    logs("chown with a group and its bit", "mkdir -m 775 /srv/log && chown :www-data /srv/log"),
    logs("cp -a of a folder", "mkdir /opt/log && chown www-data /opt/log && cp -a /opt/log /srv/log"),
    logs("cp -r of a folder", "mkdir /opt/log && chown www-data /opt/log && cp -r /opt/log /srv/log"),
    logs("cp -rp of a folder", "mkdir /opt/log && chown www-data /opt/log && cp -rp /opt/log /srv/log"),
    logs(
      "cp -a of what is in a folder",
      "mkdir /opt/log /srv/log && chown www-data /opt/log && cp -a /opt/log/. /srv/log/",
    ),
    logs("mv of a folder", "mkdir /opt/log && chown www-data /opt/log && mv /opt/log /srv/"),
    logs(
      "cp onto a file that stands",
      "mkdir /srv/log && touch /opt/x /srv/log/e.log && chown www-data /srv/log/e.log && cp /opt/x /srv/log/e.log",
    ),
    logs(
      "mv onto a file that stands",
      "mkdir /srv/log && touch /opt/x /srv/log/e.log && chown www-data /srv/log/e.log && mv /opt/x /srv/log/e.log",
    ),
    logs(
      "install onto a file that stands",
      "mkdir /srv/log && touch /opt/x /srv/log/e.log && chown www-data /srv/log/e.log && install /opt/x /srv/log/e.log",
    ),
    logs(
      "cp --remove-destination",
      "mkdir /srv/log && touch /opt/x /srv/log/e.log && chown www-data /srv/log/e.log && cp --remove-destination /opt/x /srv/log/e.log",
    ),
    logs(
      "sed of a file that stands",
      "mkdir /srv/log && echo x > /srv/log/e.log && chown www-data /srv/log/e.log && sed -i s/x/y/ /srv/log/e.log",
    ),
    logs("install -d with an owner", "install -d -o www-data -g www-data -m 750 /srv/log"),
    logs("install -d with an owner above", "install -d -o www-data /srv/log && chown root /srv/log"),
    logs("mkdir -p -m of the last folder", "mkdir -p -m 777 /srv/log/deep"),
    logs("mkdir -m", "mkdir -m 777 /srv/log"),
    logs("a umask that lets all", "umask 000 && mkdir /srv/log"),
    logs(
      "a umask that closes the folder above",
      "umask 077 && mkdir -p /srv/log/in && chown www-data /srv/log/in",
      "www-data",
      LOGGING.replace("/srv/log/e.log", "/srv/log/in/e.log"),
    ),
    logs(
      "a umask in a subshell",
      "(umask 077; mkdir /srv/log) && mkdir -p /srv/log/in && chown www-data /srv/log",
    ),
    logs("find -type d -exec chown", "mkdir -p /srv/log/in && find /srv -type d -exec chown www-data {} +"),
    logs("find -type f -exec chown", "mkdir -p /srv/log/in && find /srv -type f -exec chown www-data {} +"),
    logs("find -name -exec chmod", "mkdir -p /srv/log/in && find /srv -name log -exec chmod 777 {} \\;"),
    logs(
      "find piped to xargs",
      "mkdir -p /srv/log/in && find /srv -type d -print0 | xargs -0 chown www-data",
    ),
    logs(
      "find without the folder itself",
      "mkdir -p /srv/log/in && find /srv/log -mindepth 1 -exec chown www-data {} +",
    ),
    logs(
      "a group that is handed on",
      "mkdir -m 2775 /srv/up && chgrp www-data /srv/up && mkdir /srv/up/log && chmod g+w /srv/up/log && ln -s /srv/up/log /srv/log",
    ),
    logs(
      "ln -sfn onto a link",
      "mkdir /data /other && chown www-data /data && ln -s /other /srv/log && ln -sfn /data /srv/log",
    ),
    logs("ln -sf into a folder", "mkdir /data /srv/log && chown www-data /data && ln -sf /data /srv/log"),
    logs("a home folder that useradd makes", "useradd -m web && ln -s /home/web /srv/log", "web"),
    logs(
      "a home folder that adduser makes",
      'adduser --disabled-password --gecos "" web && ln -s /home/web /srv/log',
      "web",
    ),
    sites("cp -r of what is in a folder", `cp -r /opt/sites/. ${IN}/`),
    sites("cp -r of a folder into one that stands", `cp -r /opt/sites ${IN}`),
    sites("cp -T", `cp -rT /opt/sites ${IN}`),
    sites("cp of a folder to a new one", `rm -r ${IN} && cp -r /opt/sites ${IN}/`),
    sites("cp of a pattern", `cp /opt/sites/*.conf ${IN}`),
    sites("cp -t", `cp -t ${IN} /opt/sites/a.conf /opt/sites/more/c.conf`),
    sites("cp --parents", `cd /opt/sites && cp --parents more/c.conf ${IN} && cp ${IN}/more/c.conf ${IN}`),
    sites("cp -n", `cp /opt/sites/a.conf ${IN} && cp -n /opt/sites/b.conf ${IN}/a.conf`),
    sites("cp -s", `cp -s /opt/sites/a.conf ${IN}`),
    sites(
      "cp through a link",
      `touch ${IN}/real && ln -s real ${IN}/l.conf && cp /opt/sites/a.conf ${IN}/l.conf && mv ${IN}/real ${IN}/r.conf`,
    ),
    sites("mv of a folder in place of an empty one", `mv -T /opt/sites ${IN}`),
    sites("mv of a folder into one", `mv /opt/sites/more ${IN} && mv ${IN}/more/* ${IN}/`),
    sites(
      "mv of a link that counts from its folder",
      `ln -s a.conf /opt/sites/l.conf && mv /opt/sites/l.conf /opt/sites/a.conf ${IN}`,
    ),
    sites("rm of a pattern", `cp -r /opt/sites/. ${IN}/ && rm ${IN}/[ab].conf`),
    sites("install -D", `install -D /opt/sites/a.conf ${IN}/a.conf && install -t ${IN} /opt/sites/b.conf`),
    sites("ln of several into a folder", `ln -s /opt/sites/a.conf /opt/sites/b.conf ${IN}`),
    sites("ln -r", `cd /opt/sites && ln -sr a.conf ${IN}/x.conf`),
    sites("find -delete", `cp -r /opt/sites/. ${IN}/ && find ${IN} -name 'a*' -delete`),
    sites("find -exec rm", `cp -r /opt/sites/. ${IN}/ && find ${IN} -maxdepth 1 -type f -exec rm {} +`),
    sites("find -exec sed", `cp -r /opt/sites/. ${IN}/ && find ${IN} -type f -exec sed -i s/808/908/ {} +`),
    sites(
      "find piped to xargs sed",
      `cp -r /opt/sites/. ${IN}/ && find ${IN} -name 'a*' | xargs sed -i s/808/908/`,
    ),
    sites("sed of a pattern", `cp -r /opt/sites/. ${IN}/ && sed -i s/808/908/ ${IN}/*.conf`),
    edited("sed of a range by expressions", `sed -i '/8081/,/8082/d' ${WEB}`),
    edited("sed of a range of numbers", `sed -i '2,3s/listen 80/listen 90/' ${WEB}`),
    edited("sed of a line and those behind it", `sed -i '/8081/,+1d' ${WEB}`),
    edited("sed that changes a line", `sed -i '/8082/c\\    listen 9082;' ${WEB}`),
    edited("sed that inserts a line", `sed -i '/8081/i\\    listen 9081;' ${WEB}`),
    edited("sed that adds lines", `sed -i '/8082/a listen 9083;\\nlisten 9084;' ${WEB}`),
    edited("sed that takes a comment away", `sed -i 's/# *listen/listen/' ${WEB}`),
    edited("sed of a block", `sed -i '/8082/{s/8082/9082/;s/listen/listen 127.0.0.1:9085; listen/}' ${WEB}`),
    edited("sed -n with p", `sed -ni '/8082/!p' ${WEB}`),
    edited("sed by the last line", `sed -i '$i listen 9086;' ${WEB}`),
    edited("sed that finds nothing", `sed -i 's/listen  8081/listen 9087/' ${WEB}`),
    edited("sed -E with groups and another delimiter", `sed -i -E 's#(listen) (80)(81)#\\1 90\\3#' ${WEB}`),
    edited("eval", `eval "sed -i s/8081/9081/ ${WEB}"`),
    edited(
      "a function of a sourced file",
      `printf 'move() { sed -i s/8081/9081/ "$1"; }\\nFILE=${WEB}\\n' > /lib.sh && . /lib.sh && sed -i s/8082/9082/ $FILE`,
    ),
    edited("a script on the input of a shell", `printf 'sed -i s/8081/9081/ ${WEB}\\n' > /s && sh < /s`),
  ],
};
