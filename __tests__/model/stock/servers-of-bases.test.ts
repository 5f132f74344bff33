import { expect, test } from "vitest";
import { summary } from "../image-facts.ts";

test.each<[what: string, dockerfile: string, expected: readonly string[]]>([
  [
    "OpenResty as it is",
    "FROM openresty/openresty:1.27.1.2-alpine\n",
    ["user root:0", "nginx starts, workers nobody:65534, listens 0.0.0.0:80"],
  ],
  [
    "OpenResty's nginx by that name",
    'FROM openresty/openresty\nCMD ["nginx", "-g", "daemon off;"]\n',
    ["user root:0", "nginx starts, workers nobody:65534, listens 0.0.0.0:80"],
  ],
  [
    "OpenResty's own directives",
    "FROM openresty/openresty\nRUN printf 'server { listen 81; content_by_lua_block { x } }' > /etc/nginx/conf.d/default.conf\n",
    ["user root:0", "nginx starts, workers nobody:65534, listens 0.0.0.0:81"],
  ],
  [
    "OpenResty's modules, in a folder next to its configuration",
    "FROM openresty/openresty:alpine\nRUN rm -rf /etc/nginx && ln -s /usr/local/openresty/nginx/conf /etc/nginx && mkdir /etc/nginx/conf.d && printf 'server { listen 82; set_by_lua_block $a { return 1 } more_set_headers \"X: 1\"; }' > /etc/nginx/conf.d/own.conf && printf 'events {} http { include /etc/nginx/conf.d/*.conf; }' > /etc/nginx/nginx.conf\n",
    ["user root:0", "nginx starts, workers nobody:65534, listens 0.0.0.0:82"],
  ],
  [
    "Red Hat's Apache by its own command",
    "FROM registry.access.redhat.com/ubi9/httpd-24\n",
    ["user default:1001", "apache starts, workers default:1001, listens *:8080 *:8443"],
  ],
  [
    "Red Hat's nginx, configured by its ENV",
    "FROM registry.redhat.io/rhel9/nginx-124\nRUN printf 'events {} http { server { listen 9090; } }' > $NGINX_CONF_PATH\nCMD nginx -g 'daemon off;'\n",
    ["user default:1001", "nginx starts, workers default:1001, listens 0.0.0.0:9090"],
  ],
  [
    "nginx on Laradock's image for FPM",
    'FROM laradock/php-fpm:latest-8.3\nRUN apt-get install -y nginx\nENTRYPOINT ["nginx", "-g", "daemon off;"]\n',
    ["user root:0", "nginx starts, workers www-data:33, listens 0.0.0.0:80 :::80"],
  ],
  [
    "Photon's nginx package",
    'FROM photon:5.0-20240915\nRUN tdnf install -y nginx && tdnf clean all\nCMD ["nginx", "-g", "daemon off;"]\n',
    ["user root:0", "nginx starts, workers nginx, listens 0.0.0.0:80"],
  ],
  [
    "Photon's nginx, whose user gets another number and starts it",
    "FROM photon:4.0\nRUN tdnf install -y nginx shadow && groupmod -g 10000 nginx && usermod -u 10000 -g 10000 nginx\nUSER nginx\nCMD nginx -g 'daemon off;'\n",
    ["user nginx:10000", "nginx starts, workers nginx:10000, listens 0.0.0.0:80"],
  ],
])("%s", (_, dockerfile, expected) => {
  expect(summary(dockerfile)).toEqual(expected);
});
