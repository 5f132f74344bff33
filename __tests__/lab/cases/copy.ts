import type { Theme } from "../case.ts";
import { MAIN, NGINX, nginxWith, SITE, START_NGINX } from "./images.ts";

const site = { "site.conf": SITE };
const bare = "RUN rm /etc/nginx/sites-enabled/default\n";
const other = "server { listen 9090; }\n";
const start = `CMD ["nginx", "-g", "daemon off;"]\n`;

export const copy: Theme = {
  name: "copy",
  cases: [
    nginxWith("a folder that is there, without a slash", `${bare}COPY site.conf /etc/nginx/conf.d\n`, site),
    nginxWith(
      "a folder that is not there, without a slash",
      `${bare}RUN rmdir /etc/nginx/conf.d\nCOPY site.conf /etc/nginx/conf.d\n`,
      site,
    ),
    nginxWith(
      "a folder that is not there, with a slash",
      `${bare}RUN rmdir /etc/nginx/conf.d\nCOPY site.conf /etc/nginx/conf.d/\n`,
      site,
    ),
    nginxWith("relative to WORKDIR", `${bare}WORKDIR /etc/nginx/conf.d\nCOPY site.conf .\n`, site),
    nginxWith(
      "relative to a relative WORKDIR",
      `${bare}WORKDIR /etc\nWORKDIR nginx\nCOPY site.conf conf.d/\n`,
      site,
    ),
    nginxWith(
      "relative to WORKDIR of a variable",
      `${bare}ENV D=/etc/nginx\nWORKDIR $D/conf.d\nCOPY site.conf ./web.conf\n`,
      site,
    ),
    nginxWith("a glob", `${bare}COPY conf/*.conf /etc/nginx/conf.d/\n`, {
      "conf/a.conf": SITE,
      "conf/b.conf": other,
      "conf/c.txt": "x\n",
    }),
    nginxWith("a glob with a question mark and a class", `${bare}COPY conf/[ab]?.conf /etc/nginx/conf.d/\n`, {
      "conf/a1.conf": SITE,
      "conf/c1.conf": other,
    }),
    nginxWith("a folder's contents", `${bare}COPY conf /etc/nginx/conf.d\n`, {
      "conf/a.conf": SITE,
      "conf/sub/b.conf": other,
    }),
    nginxWith("a folder by a glob, whose contents come flat", `${bare}COPY conf/* /etc/nginx/conf.d/\n`, {
      "conf/a.conf": SITE,
      "conf/sub/b.conf": other,
    }),
    nginxWith("several sources", `${bare}COPY a.conf b.conf /etc/nginx/conf.d/\n`, {
      "a.conf": SITE,
      "b.conf": other,
    }),
    nginxWith("the JSON form", `${bare}COPY ["my site.conf", "/etc/nginx/conf.d/"]\n`, {
      "my site.conf": SITE,
    }),
    nginxWith("the whole context", `${bare}COPY . /etc/nginx/\n`, { "conf.d/a.conf": SITE }),
    nginxWith(
      "the later of two",
      `${bare}COPY a.conf /etc/nginx/conf.d/web.conf\nCOPY b.conf /etc/nginx/conf.d/web.conf\n`,
      { "a.conf": SITE, "b.conf": other },
    ),
    nginxWith("ADD", `${bare}ADD site.conf /etc/nginx/conf.d/\n`, site),
    nginxWith(
      "over a line that goes on",
      `${bare}COPY \\\n  # the site\n  site.conf \\\n  /etc/nginx/conf.d/\n`,
      site,
    ),
    nginxWith("a target of an ARG", `ARG D=/etc/nginx/conf.d\n${bare}COPY site.conf \${D}/\n`, site),
    nginxWith("a source of an ARG", `ARG WHICH=a\n${bare}COPY \${WHICH}.conf /etc/nginx/conf.d/\n`, {
      "a.conf": SITE,
      "b.conf": other,
    }),
    nginxWith(".dockerignore leaves one out", `${bare}COPY conf /etc/nginx/conf.d\n`, {
      ".dockerignore": "conf/b.conf\n",
      "conf/a.conf": SITE,
      "conf/b.conf": other,
    }),
    nginxWith(".dockerignore with an exception", `${bare}COPY conf /etc/nginx/conf.d\n`, {
      ".dockerignore": "conf/*\n!conf/a.conf\n",
      "conf/a.conf": SITE,
      "conf/b.conf": other,
    }),
    nginxWith(".dockerignore with a double star", `${bare}COPY conf /etc/nginx/conf.d\n`, {
      ".dockerignore": "**/b.conf\n",
      "conf/a.conf": SITE,
      "conf/b.conf": other,
    }),
    nginxWith("Dockerfile.dockerignore goes before .dockerignore", `${bare}COPY conf /etc/nginx/conf.d\n`, {
      ".dockerignore": "conf/a.conf\n",
      "Dockerfile.dockerignore": "conf/b.conf\n",
      "conf/a.conf": SITE,
      "conf/b.conf": other,
    }),
    nginxWith("a heredoc", `${bare}COPY <<EOF /etc/nginx/conf.d/web.conf\nserver { listen 8080; }\nEOF\n`),
    nginxWith(
      "two heredocs into a folder",
      `${bare}COPY <<a.conf <<b.conf /etc/nginx/conf.d/\nserver { listen 8080; }\na.conf\nserver { listen 9090; }\nb.conf\n`,
    ),
    nginxWith(
      "a heredoc with a variable",
      `ARG PORT=8081\n${bare}COPY <<EOF /etc/nginx/conf.d/web.conf\nserver { listen $PORT; }\nEOF\n`,
    ),
    nginxWith(
      "a quoted heredoc with a variable",
      `ARG PORT=8081\n${bare}COPY <<"EOF" /etc/nginx/conf.d/web.conf\nserver { listen 8080; return 200 $host; }\nEOF\n`,
    ),
    nginxWith(
      "a heredoc with indented text",
      `${bare}COPY <<-EOF /etc/nginx/conf.d/web.conf\n\tserver {\n\t\tlisten 8080;\n\t}\n\tEOF\n`,
    ),
    nginxWith(
      "--chmod closes the main file to another user",
      "COPY --chmod=600 nginx.conf /etc/nginx/nginx.conf\nRUN chown -R www-data /var/lib/nginx /var/log/nginx /run\n",
      { "nginx.conf": MAIN },
      `USER www-data\n${START_NGINX}`,
    ),
    nginxWith(
      "--chown hands the main file to another user",
      "COPY --chmod=600 --chown=www-data nginx.conf /etc/nginx/nginx.conf\nRUN chown -R www-data /var/lib/nginx /var/log/nginx /run\n",
      { "nginx.conf": MAIN },
      `USER www-data\n${START_NGINX}`,
    ),
    nginxWith(
      "--chown does not follow USER",
      "COPY --chmod=700 nginx /opt/nginx\nRUN chown -R www-data /var/lib/nginx /var/log/nginx /run\n",
      { "nginx/nginx.conf": MAIN },
      'USER www-data\nCMD ["nginx", "-c", "/opt/nginx/nginx.conf", "-g", "daemon off;"]\n',
    ),
    {
      name: "from a stage",
      files: {
        Dockerfile: `FROM debian:12-slim AS conf\nCOPY conf /out\nRUN rm /out/b.conf\n${NGINX}${bare}COPY --from=conf /out/ /etc/nginx/conf.d/\n${start}`,
        "conf/a.conf": SITE,
        "conf/b.conf": other,
      },
    },
    {
      name: "from a stage by its number",
      files: {
        Dockerfile: `FROM debian:12-slim\nCOPY site.conf /out/site.conf\n${NGINX}${bare}COPY --from=0 /out/site.conf /etc/nginx/conf.d/\n${start}`,
        ...site,
      },
    },
    {
      name: "from a stage that made the file by a RUN",
      files: {
        Dockerfile: `FROM debian:12-slim AS conf\nRUN mkdir /out && echo "server { listen 8080; }" > /out/web.conf\n${NGINX}${bare}COPY --from=conf /out/web.conf /etc/nginx/conf.d/\n${start}`,
      },
    },
    {
      name: "the main file of another stage's package",
      files: {
        Dockerfile: `${NGINX.replace("slim", "slim AS stock")}RUN sed -i 's/user www-data;/user root;/' /etc/nginx/nginx.conf\n${NGINX}COPY --from=stock /etc/nginx/nginx.conf /etc/nginx/nginx.conf\n${start}`,
      },
    },
  ],
};
