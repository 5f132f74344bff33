import type { LabCase, Theme } from "../case.ts";
import { MAIN, nginxWith, SITE } from "./images.ts";

const bare = "RUN rm /etc/nginx/sites-enabled/default\n";
const main = { "nginx.conf": MAIN };
const ran = (name: string, run: string, files: LabCase["files"] = {}): LabCase =>
  nginxWith(name, `RUN ${run}\n`, files);
const onMain = (name: string, run: string): LabCase =>
  nginxWith(name, `COPY nginx.conf /etc/nginx/nginx.conf\nRUN ${run}\n`, main);

export const runEffects: Theme = {
  name: "run-effects",
  cases: [
    ran("sed makes the stock user root", "sed -i 's/^user .*/user root;/' /etc/nginx/nginx.conf"),
    ran("sed deletes the stock user", "sed -i '/^user/d' /etc/nginx/nginx.conf"),
    ran("sed comments the stock user out", "sed -i 's/^user/#user/' /etc/nginx/nginx.conf"),
    ran(
      "sed moves the stock site's port",
      "sed -i 's/listen 80 /listen 8080 /; s/:80 /:8080 /' /etc/nginx/sites-available/default",
    ),
    ran("sed with a pattern that finds nothing", "sed -i 's/user nginx;/user root;/' /etc/nginx/nginx.conf"),
    onMain(
      "sed with another delimiter",
      "sed -i 's|listen 8080|listen 127.0.0.1:8080|' /etc/nginx/nginx.conf",
    ),
    onMain("sed with a global flag", "sed -i 's/80/90/g' /etc/nginx/nginx.conf"),
    onMain("sed without its global flag", "sed -i 's/8/9/' /etc/nginx/nginx.conf"),
    onMain(
      "sed by -e and -e",
      "sed -i -e 's/www-data/nobody nogroup/' -e 's/8080/8081/' /etc/nginx/nginx.conf",
    ),
    onMain("sed with groups", "sed -i -E 's/listen ([0-9]+);/listen [::]:\\1;/' /etc/nginx/nginx.conf"),
    onMain("sed of a range of lines", "sed -i '1,1d' /etc/nginx/nginx.conf"),
    onMain("sed that appends a line", "sed -i '1a worker_processes 1;' /etc/nginx/nginx.conf"),
    onMain("sed with a backup", "sed -i.bak 's/8080/8081/' /etc/nginx/nginx.conf"),
    onMain("sed without -i", "sed 's/8080/8081/' /etc/nginx/nginx.conf"),
    nginxWith(
      "sed with a variable",
      'ARG PORT=8081\nCOPY nginx.conf /etc/nginx/nginx.conf\nRUN sed -i "s/8080/${PORT}/" /etc/nginx/nginx.conf\n',
      main,
    ),
    onMain("perl in place of sed", "perl -pi -e 's/8080/8081/' /etc/nginx/nginx.conf"),
    nginxWith(
      "daemon off appended",
      "COPY nginx.conf /etc/nginx/nginx.conf\nRUN echo 'daemon off;' >> /etc/nginx/nginx.conf\n",
      main,
      'CMD ["nginx"]\n',
    ),
    nginxWith("no daemon off", "COPY nginx.conf /etc/nginx/nginx.conf\n", main, 'CMD ["nginx"]\n'),
    nginxWith(
      "daemon off in the file",
      "COPY nginx.conf /etc/nginx/nginx.conf\n",
      { "nginx.conf": `daemon off;\n${MAIN}` },
      'CMD ["nginx"]\n',
    ),
    ran("echo makes a site", "echo 'server { listen 8080; }' > /etc/nginx/conf.d/web.conf"),
    ran(
      "echo makes a site over several lines",
      "echo 'server {\\n\\\n listen 8080;\\n\\\n}' > /etc/nginx/conf.d/web.conf",
    ),
    ran("echo appends a site", "echo 'server { listen 8080; }' >> /etc/nginx/sites-available/default"),
    ran("printf makes a site", "printf 'server {\\n  listen %s;\\n}\\n' 8080 > /etc/nginx/conf.d/web.conf"),
    ran("tee makes a site", "echo 'server { listen 8080; }' | tee /etc/nginx/conf.d/web.conf"),
    ran(
      "tee appends quietly",
      "echo 'server { listen 8080; }' | tee -a /etc/nginx/conf.d/web.conf >/dev/null",
    ),
    ran(
      "cat with a heredoc makes a site",
      "cat <<'EOF' > /etc/nginx/conf.d/web.conf\nserver { listen 8080; }\nEOF",
    ),
    ran(
      "a heredoc of commands",
      "<<EOF\nset -e\nrm /etc/nginx/sites-enabled/default\necho 'server { listen 8080; }' > /etc/nginx/conf.d/web.conf\nEOF",
    ),
    ran(
      "a group of commands into a file",
      "{ echo 'server {'; echo ' listen 8080;'; echo '}'; } > /etc/nginx/conf.d/web.conf",
    ),
    nginxWith(
      "cp of a copied file",
      `${bare}COPY site.conf /tmp/\nRUN cp /tmp/site.conf /etc/nginx/conf.d/web.conf\n`,
      { "site.conf": SITE },
    ),
    nginxWith(
      "cp into a folder",
      `${bare}COPY site.conf /tmp/\nRUN cp -a /tmp/site.conf /etc/nginx/conf.d/\n`,
      { "site.conf": SITE },
    ),
    nginxWith(
      "cp of a folder's contents",
      `${bare}COPY conf /tmp/conf\nRUN cp -r /tmp/conf/. /etc/nginx/conf.d/\n`,
      { "conf/a.conf": SITE },
    ),
    nginxWith(
      "mv of a copied file",
      `${bare}COPY site.conf /tmp/\nRUN mv -f /tmp/site.conf /etc/nginx/conf.d/\n`,
      { "site.conf": SITE },
    ),
    nginxWith(
      "install of a copied file",
      `${bare}COPY site.conf /tmp/\nRUN install -m 644 -o root /tmp/site.conf /etc/nginx/conf.d/web.conf\n`,
      { "site.conf": SITE },
    ),
    nginxWith(
      "ln over the default site",
      "COPY site.conf /opt/\nRUN ln -sf /opt/site.conf /etc/nginx/sites-enabled/default\n",
      { "site.conf": SITE },
    ),
    nginxWith(
      "a folder made first",
      `${bare}RUN mkdir -p /etc/nginx/web\nCOPY site.conf /etc/nginx/web\nRUN mv /etc/nginx/web/site.conf /etc/nginx/conf.d/\n`,
      { "site.conf": SITE },
    ),
    ran(
      "rm under a condition that holds",
      "[ -e /etc/nginx/sites-enabled/default ] && rm /etc/nginx/sites-enabled/default",
    ),
    ran(
      "rm under a condition that does not hold",
      "if [ -e /nosuch ]; then rm /etc/nginx/sites-enabled/default; fi",
    ),
    nginxWith(
      "rm under a condition of an ARG",
      'ARG STAGE=prod\nRUN if [ "$STAGE" = prod ]; then rm /etc/nginx/sites-enabled/default; fi\n',
    ),
    nginxWith(
      "rm under a condition of an ARG that does not hold",
      'ARG STAGE=dev\nRUN if [ "$STAGE" = prod ]; then rm /etc/nginx/sites-enabled/default; fi\n',
    ),
    ran("rm behind what fails", "rm /nosuch && rm /etc/nginx/sites-enabled/default || true"),
    ran("rm by cd and a relative path", "cd /etc/nginx/sites-enabled && rm default"),
    nginxWith("rm relative to WORKDIR", "WORKDIR /etc/nginx\nRUN rm -f sites-enabled/default\n"),
    ran("rm of another file", "rm -f /etc/nginx/sites-enabled/default.conf"),
    ran("find deletes", "find /etc/nginx/sites-enabled -name 'default' -delete"),
    ran("a word of braces under sh", "rm -f /etc/nginx/sites-enabled/{default,other}"),
    nginxWith(
      "a word of braces under bash",
      'SHELL ["/bin/bash", "-c"]\nRUN rm -f /etc/nginx/sites-enabled/{default,other}\n',
    ),
    nginxWith("a script of the repo", "COPY setup.sh /tmp/\nRUN chmod +x /tmp/setup.sh && /tmp/setup.sh\n", {
      "setup.sh":
        "#!/bin/sh\nset -e\nrm /etc/nginx/sites-enabled/default\necho 'server { listen 8080; }' > /etc/nginx/conf.d/web.conf\n",
    }),
    nginxWith("a RUN in exec form", 'RUN ["rm", "/etc/nginx/sites-enabled/default"]\n'),
    nginxWith(
      "a site made by another user",
      "RUN chown www-data /etc/nginx/conf.d\nUSER www-data\nRUN echo 'server { listen 8080; }' > /etc/nginx/conf.d/web.conf\nUSER root\n",
    ),
    ran(
      "nginx removed again",
      "apt-get purge -y nginx nginx-common && apt-get autoremove -y && apt-get update && apt-get install -y nginx && rm -f /etc/nginx/sites-enabled/default",
    ),
  ],
};
