/** Configurations in the manner of real ones, for the fixed sample. */
import type { Text } from "./oracle.ts";

export const sample: readonly Text[] = [
  [
    "a site",
    `server {
    listen 8080;
    server_name example.org www.example.org;
    root /srv/www;
    index index.html;
    location / { try_files $uri $uri/ =404; }
    location = /health { access_log off; return 200 "ok"; }
    location ~* \\.(css|js)$ { expires 30d; add_header Cache-Control "public" always; }
}
`,
  ],
];
