import type { MemoryFile } from "../../src/workspace/memory.ts";

const IMAGES = "deployment/images";

/** A repo that has something for every stage of the reading, and two images that have nothing to do with the others. */
export const repo: Readonly<Record<string, MemoryFile>> = {
  ".github/keelcheck.yml": "registries:\n  registry.example.com: .\n",
  ".github/workflows/build.yml": `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: ${IMAGES}/worker
`,
  "docker-bake.hcl": `target "site" {\n  context = "${IMAGES}/site"\n}\n`,
  "compose.yaml": `services:
  shop:
    build: ./${IMAGES}/shop
    user: "1500"
    command: [nginx, -g, daemon off;]
`,
  [`${IMAGES}/base/Dockerfile`]: "FROM debian:12-slim\nRUN useradd -u 1500 shop\nENV LEVEL=info\n",
  [`${IMAGES}/base/README.md`]: "# base\n\nThe user `shop` is 1500. `LEVEL` is `info`.\n",
  [`${IMAGES}/shop/Dockerfile`]: `# keelcheck-ignore files/not-owned -- the files are read only
FROM registry.example.com/base
RUN apt-get update && apt-get install -y nginx
COPY conf/shop.conf /etc/nginx/conf.d/shop.conf
COPY start.sh /start.sh
RUN chmod 777 /srv
EXPOSE 8080
ENTRYPOINT ["/start.sh"]
CMD ["nginx", "-g", "daemon off;"]
`,
  [`${IMAGES}/shop/.dockerignore`]: "*.md\n",
  [`${IMAGES}/shop/conf/shop.conf`]: "server {\n    listen 80;\n    listen [::]:80;\n}\n",
  [`${IMAGES}/shop/start.sh`]: { text: '#!/bin/sh\nset -e\nexec "$@"\n', kind: "executable" },
  [`${IMAGES}/shop/README.md`]: "# shop\n\n| Port | Use |\n|---|---|\n| 9090 | http |\n",
  [`${IMAGES}/site/Dockerfile`]: `FROM httpd:2.4
COPY site.conf /usr/local/apache2/conf/httpd.conf
`,
  [`${IMAGES}/site/site.conf`]: "Listen 80\nUser root\nGroup root\n",
  [`${IMAGES}/worker/Dockerfile`]: `FROM debian:12-slim
RUN apt-get update && apt-get install -y supervisor
COPY supervisord.conf /etc/supervisor/supervisord.conf
WORKDIR /srv
ARG LEVEL=info
VOLUME /data
HEALTHCHECK CMD ["/bin/check"]
USER daemon
CMD ["/usr/bin/supervisord", "-n"]
`,
  [`${IMAGES}/worker/supervisord.conf`]: "[supervisord]\nuser=root\n[program:job]\ncommand=/bin/job\n",
  [`${IMAGES}/web/Dockerfile`]:
    "FROM nginx:1.27\nCOPY default.conf.template /etc/nginx/templates/\nEXPOSE 9000\n",
  [`${IMAGES}/web/default.conf.template`]: "server {\n    listen ${PORT};\n    server_name ${NAME};\n}\n",
  [`${IMAGES}/cron/Dockerfile`]: 'FROM alpine:3.20\nRUN chmod 777 /srv\nCMD ["crond", "-f"]\n',
  [`${IMAGES}/cron/README.md`]: "# cron\n\n| Port | Use |\n|---|---|\n| 9090 | http |\n",
};
