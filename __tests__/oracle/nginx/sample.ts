/** Configurations in the manner of real ones, for the fixed sample. */
import type { Text } from "./oracle.ts";

export const sample: readonly Text[] = [
  [
    "a main configuration",
    `user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log notice;
events {
    worker_connections 1024;
    multi_accept on;
}
http {
    default_type application/octet-stream;
    log_format main '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer"';
    access_log /var/log/nginx/access.log main buffer=32k flush=5m;
    sendfile on;
    keepalive_timeout 65s 60s;
    client_max_body_size 16m;
    gzip on;
    gzip_comp_level 5;
    gzip_types text/css application/json;
    limit_req_zone $binary_remote_addr zone=perip:10m rate=10r/s;
    map $http_upgrade $connection_upgrade {
        default upgrade;
        '' close;
    }
    server {
        listen 8080 default_server;
        listen [::]:8080 default_server;
        server_name _;
        return 444;
    }
}
`,
  ],
  [
    "a site",
    `server {
    listen 8080;
    server_name example.org www.example.org ~^(?<shop>\\w+)\\.example\\.org$;
    root /srv/www;
    index index.html index.htm;
    error_page 404 /404.html;
    error_page 500 502 503 504 =500 @broken;
    location / { try_files $uri $uri/ =404; }
    location = /health { access_log off; return 200 "ok"; }
    location ~* \\.(css|js|png)$ { expires 30d; add_header Cache-Control "public" always; }
    location @broken { return 500 "$shop is broken"; }
    location ^~ /old/ { rewrite ^/old/(.*)$ /new/$1 permanent; }
}
`,
  ],
  [
    "a proxy",
    `upstream app {
    least_conn;
    server 127.0.0.1:3000 weight=2 max_fails=3 fail_timeout=10s;
    server 127.0.0.1:3001 backup;
    keepalive 16;
}
server {
    listen 8080;
    location / {
        proxy_pass http://app;
        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_read_timeout 90s;
        proxy_buffers 8 16k;
        proxy_next_upstream error timeout http_502;
    }
    location /api/ {
        proxy_pass http://127.0.0.1:9000/v1/;
        proxy_redirect off;
        limit_except GET POST { deny all; }
        allow 10.0.0.0/8;
        deny all;
    }
}
`,
  ],
  [
    "PHP",
    `server {
    listen 8080;
    root /var/www/html;
    index index.php;
    if ($request_method !~ ^(GET|POST|HEAD)$) { return 405; }
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \\.php$ {
        fastcgi_split_path_info ^(.+\\.php)(/.+)$;
        fastcgi_pass 127.0.0.1:9000;
        fastcgi_index index.php;
        fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
        fastcgi_param PATH_INFO $fastcgi_path_info if_not_empty;
        fastcgi_buffer_size 32k;
        fastcgi_buffers 8 32k;
        fastcgi_read_timeout 5m;
    }
    location ~ /\\.(?!well-known) { deny all; }
}
`,
  ],
  [
    "TLS",
    `server {
    listen 8443 ssl;
    server_name secure.example.org;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers HIGH:!aNULL:!MD5;
    ssl_prefer_server_ciphers on;
    ssl_session_cache shared:SSL:10m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;
    add_header Strict-Transport-Security "max-age=31536000" always;
    set $target /srv;
    root $target;
}
server {
    listen 8081;
    return 301 https://$host$request_uri;
}
`,
  ],
  [
    "caches, limits and networks",
    `proxy_cache_path /tmp/cache levels=1:2 keys_zone=pages:10m max_size=1g inactive=60m use_temp_path=off;
limit_conn_zone $binary_remote_addr zone=conns:1m;
limit_req_zone $binary_remote_addr zone=reqs:1m rate=30r/m;
geo $internal {
    default 0;
    10.0.0.0/8 1;
    2001:db8::/32 1;
}
split_clients "$remote_addr$date_gmt" $variant {
    10.5% .one;
    * "";
}
map $uri $target {
    hostnames;
    default 0;
    ~^/a(?<rest>.*)$ $rest;
    /b 1;
}
server {
    listen 8080;
    set_real_ip_from 10.0.0.0/8;
    real_ip_header X-Forwarded-For;
    location / {
        limit_req zone=reqs burst=20 nodelay;
        limit_conn conns 10;
        limit_rate 100k;
        limit_req_status 429;
        proxy_cache pages;
        proxy_cache_valid 200 302 10m;
        proxy_cache_valid any 1m;
        proxy_cache_key $scheme$host$uri$variant$target$internal;
        proxy_pass http://127.0.0.1:8000;
    }
}
`,
  ],
  [
    "streams",
    `events {}
stream {
    log_format plain '$remote_addr $protocol $status';
    access_log /var/log/nginx/stream.log plain;
    upstream database {
        hash $remote_addr consistent;
        server 127.0.0.1:5432 weight=5;
        server 127.0.0.1:5433;
    }
    server {
        listen 15432 so_keepalive=on;
        proxy_connect_timeout 1s;
        proxy_timeout 10m;
        proxy_pass database;
    }
    server {
        listen 15353 udp reuseport;
        proxy_responses 1;
        proxy_pass 127.0.0.1:53;
    }
}
`,
  ],
];
