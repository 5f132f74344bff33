#!/bin/sh
set -eu
cat > /etc/nginx/conf.d/default.conf <<END
server {
    listen 8080;
    location / {
        proxy_pass http://${UPSTREAM};
    }
}
END
exec nginx -g 'daemon off;'
